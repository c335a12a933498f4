import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMockServer } from '../server/start-mock-server.ts';
import { contractOf } from '../testing/serve.ts';
import { UseRecorder } from '../uses/use-recorder.ts';

const ORDERS = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200':
          description: One.
          headers: { X-Rate: { required: true, schema: { type: integer } } }
          content:
            application/json:
              schema:
                type: object
                required: [id]
                properties:
                  id: { type: string }
                  status: { enum: [open, closed] }
                  byPatient: { type: object, additionalProperties: { type: integer } }
        '404': { description: None. }
  /orders:
    post:
      operationId: createOrder
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, required: [item], properties: { item: { type: string } } } } }
      responses: { '201': { description: Made. } }
`;

/** A proxy before a target that answers as the test says, until the test ends. */
async function proxyTo(answer: RequestListener, path = '', recorder?: UseRecorder) {
  const target = createServer(answer);
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  const url = `http://127.0.0.1:${(target.address() as AddressInfo).port}${path}`;
  const contract = { ...(await contractOf('orders', ORDERS)), mountPath: '' };
  const server = await startMockServer({ contracts: [contract], target: url, ...(recorder && { recorder }) });
  onTestFinished(async () => {
    target.closeAllConnections();
    target.close();
    await server.close();
  });
  const drift = async () => {
    const said = (await (await fetch(`${server.url}/__interlock/drift`)).json()) as {
      findings: Record<string, unknown>[];
      requests: number;
    };
    return said.findings.map(({ ruleId, operation, witness, message, count }) => ({ ruleId, operation, witness, message, count }));
  };
  return { target, server, url: server.url, drift };
}

/** Answers with JSON and the headers that the contract asks for. */
const json =
  (value: unknown, status = 200): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json', 'x-rate': '3' });
    response.end(JSON.stringify(value));
  };

describe('the proxy', () => {
  it('hands a faithful exchange on as it is, and finds nothing', async () => {
    const seen: unknown[] = [];
    const { url, drift } = await proxyTo((request, response) => {
      const { host, via, 'interlock-consumer': consumer, 'x-kept': kept, 'x-hop': hop, connection } = request.headers;
      seen.push({ url: request.url, via, consumer, kept, hop, connection, isHost: host === `127.0.0.1:${request.socket.localPort}` });
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'X-Rate': '3',
        'set-cookie': ['a=1', 'b=2'],
      });
      response.end(gzipSync('{"id":"1"}'));
    }, '/v1/');
    const response = await fetch(`${url}/orders/1?limit=2`, { headers: { 'interlock-consumer': 'portal', 'x-kept': 'yes' } });
    expect([response.status, response.headers.get('content-encoding'), response.headers.getSetCookie(), await response.json()]).toEqual([
      200,
      'gzip',
      ['a=1', 'b=2'],
      { id: '1' },
    ]);
    expect(seen).toEqual([
      {
        url: '/v1/orders/1?limit=2',
        via: '1.1 interlock',
        consumer: undefined,
        kept: 'yes',
        hop: undefined,
        connection: 'keep-alive',
        isHost: true,
      },
    ]);
    expect(await drift()).toEqual([]);
  });

  it.each<[string, { path: string; init?: RequestInit; answer: RequestListener; want: readonly string[] }]>([
    [
      'a field of another type',
      {
        path: '/orders/1',
        answer: json({ id: 17 }),
        want: ['drift-response-body getOrder response 200 body /id: expected string, found an integer'],
      },
    ],
    [
      'a value that is not listed, without telling it',
      {
        path: '/orders/1',
        answer: json({ id: '1', status: 'SECRET' }),
        want: ['drift-response-body getOrder response 200 body /status: expected "open" or "closed", found another string'],
      },
    ],
    [
      'a fault below a key of a map, without telling the key',
      {
        path: '/orders/1',
        answer: json({ id: '1', byPatient: { 'SECRET-1': 'x' } }),
        want: ['drift-response-body getOrder response 200 body /byPatient/*: expected integer, found a string of length 1'],
      },
    ],
    [
      'a field that is not declared',
      {
        path: '/orders/1',
        answer: json({ id: '1', colour: 'SECRET', 'SECRET-2': 1 }),
        want: [
          'drift-field-undeclared getOrder response 200 body /colour: the contract does not declare this field',
          'drift-field-undeclared getOrder response 200 body /*: the contract does not declare this field',
        ],
      },
    ],
    [
      'a missing header',
      {
        path: '/orders/1',
        answer: (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}'),
        want: ["drift-response-header getOrder response 200 header /X-Rate: the required header 'X-Rate' is missing"],
      },
    ],
    [
      'an undeclared status',
      {
        path: '/orders/1',
        answer: json({}, 203),
        want: ['drift-response-status getOrder response 203 status: the status 203 is not declared, only 200, 404'],
      },
    ],
    [
      'a request that only the target takes',
      {
        path: '/orders/1?limit=SECRET',
        answer: json({ id: '1' }),
        want: [
          "drift-request-taken getOrder request query /limit: the query parameter 'limit' does not fit: expected integer, found a string of length 6; the target takes it all the same",
        ],
      },
    ],
    [
      'a request that neither takes',
      {
        path: '/orders',
        init: { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"item":1}' },
        answer: json({}, 422),
        want: ['drift-request-invalid createOrder request body /item: expected string, found an integer; the target answers 422'],
      },
    ],
    [
      'a request that the target does not take',
      {
        path: '/orders',
        init: { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"item":"SECRET"}' },
        answer: json({}, 400),
        want: ['drift-request-refused createOrder request: the contract takes the request, and the target answers 400'],
      },
    ],
    [
      'an operation that only the target has',
      {
        path: '/invoices/SECRET',
        answer: json({}),
        want: ['drift-operation-undeclared null request GET: the contract has no such path; the target answers 200'],
      },
    ],
    ['nothing where neither has the operation', { path: '/invoices', answer: json({}, 404), want: [] }],
    [
      'a field in a body in zstd',
      {
        path: '/orders/1',
        answer: (_request, response) =>
          response
            .writeHead(200, { 'content-type': 'application/json', 'x-rate': '1', 'content-encoding': 'zstd' })
            .end(zstdCompressSync('{"id":1}')),
        want: ['drift-response-body getOrder response 200 body /id: expected string, found an integer'],
      },
    ],
    [
      'a content coding that cannot be undone',
      {
        path: '/orders/1',
        answer: (_request, response) =>
          response.writeHead(200, { 'content-type': 'application/json', 'x-rate': '1', 'content-encoding': 'compress' }).end('x'),
        want: ['drift-not-checked getOrder response 200 body: a body in a content coding other than gzip, deflate, br, zstd is not judged'],
      },
    ],
  ])('finds %s', async (_, { path, init, answer, want }) => {
    const { url, drift } = await proxyTo(answer);
    for (let times = 0; times < 2; times++) await (await fetch(url + path, init)).arrayBuffer().catch(() => {});
    const found = await drift();
    expect(found.map(({ ruleId, operation, witness, message }) => `${ruleId} ${operation} ${witness}: ${message}`)).toEqual(want);
    expect(found.map(({ count }) => count)).toEqual(want.map(() => 2));
    expect(JSON.stringify(found)).not.toContain('SECRET');
  });

  it('streams both ways', async () => {
    const { url } = await proxyTo((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      request.on('data', (chunk: Buffer) => response.write(chunk));
      request.on('end', () => response.end());
    });
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const asked = fetch(`${url}/orders`, { method: 'POST', body: readable, duplex: 'half' } as RequestInit);
    await writer.write(Buffer.from('one'));
    const reader = (await asked).body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('one');
    await writer.write(Buffer.from('two'));
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('two');
    await writer.close();
    expect((await reader.read()).done).toBe(true);
  });

  it('answers for a target that is not there with 502, and says so', async () => {
    const { url, target, drift } = await proxyTo(json({}));
    target.closeAllConnections();
    await new Promise((resolve) => target.close(resolve));
    const response = await fetch(`${url}/orders/1`);
    expect([response.status, await response.json()]).toMatchObject([502, { code: 'TARGET_UNAVAILABLE' }]);
    expect(await drift()).toMatchObject([
      { ruleId: 'drift-target-failed', message: 'the target cannot be used: nobody listens there (ECONNREFUSED)' },
    ]);
  });

  it('breaks off where the target breaks off', async () => {
    const { url, drift } = await proxyTo((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{', () => response.destroy());
    });
    await expect(fetch(`${url}/orders/1`).then((response) => response.text())).rejects.toThrow();
    expect(await drift()).toMatchObject([{ ruleId: 'drift-target-failed', message: 'the target broke off its answer' }]);
  });

  it('says of an exchange that cannot be judged that it was not, and forwards on', async () => {
    const recorder = new UseRecorder();
    recorder.note = () => {
      throw new TypeError('no name for this');
    };
    const { url, drift } = await proxyTo(json({ id: '1' }), '', recorder);
    for (const times of [1, 2]) {
      expect((await fetch(`${url}/orders/1`)).status).toBe(200);
      expect(await drift()).toMatchObject([
        { ruleId: 'drift-not-checked', message: 'an exchange could not be judged: TypeError', count: times },
      ]);
    }
  });

  it('calls nobody but the target, whatever the request line names, and hands redirects on', async () => {
    const { url } = await proxyTo((request, response) => {
      response.writeHead(302, { location: 'http://elsewhere.invalid/', 'x-path': request.url }).end();
    });
    const response = await fetch(`${url}//elsewhere.invalid/orders/1`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location'), response.headers.get('x-path')]).toEqual([
      302,
      'http://elsewhere.invalid/',
      '//elsewhere.invalid/orders/1',
    ]);
  });

  it.each(['ftp://a.example', 'nonsense', 'http://user:secret@a.example', 'http://a.example/?x=1'])(
    'refuses the target %s',
    async (target) => {
      const contract = await contractOf('orders', ORDERS);
      await expect(startMockServer({ contracts: [contract], target })).rejects.toMatchObject({ code: 'USAGE' });
    },
  );
});
