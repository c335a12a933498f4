import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMockServer } from '../server/start-mock-server.ts';
import { contractOf } from '../testing/serve.ts';

const note =
  '{ type: object, required: [id, amount], properties: { id: { type: string }, amount: { type: string } }, xml: { name: note } }';
const callback = (name: string, content: string, more = ''): string => `
        ${name}:
          '{$request.body#/url}/${name}':
            post: { ${more}, requestBody: { required: true, content: ${content} }, responses: { '200': { description: taken } } }`;
const document = `
openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
security: [{ token: ['notes:send', 'notes:read'] }]
paths:
  /notes:
    post:
      operationId: send
      security: []
      requestBody: { required: true, content: { application/json: { schema: { type: object } }, application/x-www-form-urlencoded: { schema: { type: object } } } }
      responses:
        '202': { description: taken, content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: string } } }, example: { id: 'shown' } } } }
        '409': { description: no, content: { application/json: { schema: { type: object } } } }
      callbacks:${callback('xml', `{ application/xml: { schema: ${note} } }`, 'security: [{ basic: [] }]')}${callback('form', `{ application/x-www-form-urlencoded: { schema: ${note} } }`, 'security: [{ key: [], cookie: [] }]')}${callback('parts', `{ multipart/form-data: { schema: ${note} } }`, 'security: [{ inQuery: [] }, { basic: [] }]')}${callback('both', `{ application/xml: { schema: ${note} }, application/json: { schema: ${note} } }`, 'security: []')}${callback('inherited', `{ application/json: { schema: ${note} } }`, 'operationId: inherited')}
components:
  securitySchemes:
    basic: { type: http, scheme: basic }
    key: { type: apiKey, in: header, name: X-Api-Key }
    cookie: { type: apiKey, in: cookie, name: session }
    inQuery: { type: apiKey, in: query, name: key }
    token: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://auth.example/token, scopes: { 'notes:send': send, 'notes:read': read } } } }
`;

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly body: string;
}

/** A mock, and somebody who is called back: what was heard, by the last segment of the path. */
async function start(seed: string) {
  const heard: Record<string, Heard> = {};
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, search } = new URL(request.url ?? '', 'http://receiver');
      heard[pathname.slice(1)] = { headers: request.headers, query: search, body: Buffer.concat(chunks).toString() };
      response.end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const server = await startMockServer({ contracts: [await contractOf('notes', document)], seed });
  onTestFinished(async () => {
    receiver.close();
    await server.close();
  });
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const send = async (headers: Record<string, string> = {}, body: string | URLSearchParams = JSON.stringify({ url, amount: '7.00' })) => {
    const contentType = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const response = await fetch(`${server.urlOf('notes')}/notes`, { method: 'POST', headers: { ...contentType, ...headers }, body });
    const sent = (await (await fetch(`${server.url}/__interlock/callbacks?settled`)).json()) as readonly Record<string, unknown>[];
    return { status: response.status, body: (await response.json()) as Record<string, unknown>, sent };
  };
  return { url, send, heard };
}

describe('what is sent', () => {
  it('is written in the media type that the callback declares, JSON where it may be', async () => {
    const { send, heard } = await start('a');
    const { status, body, sent } = await send();
    expect([status, sent.map((one) => one['status'])]).toEqual([202, Array(5).fill('delivered')]);
    const id = String(body['id']);
    expect(heard['xml']).toMatchObject({
      headers: { 'content-type': 'application/xml' },
      body: expect.stringContaining('<note>') as unknown,
    });
    expect(heard['xml']?.body).toContain(`<id>${id}</id><amount>7.00</amount>`);
    expect(new URLSearchParams(heard['form']?.body).get('amount')).toBe('7.00');
    expect(heard['parts']?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(heard['parts']?.body).toContain('name="amount"\r\n\r\n7.00');
    expect(JSON.parse(heard['both']?.body ?? '')).toEqual({ id, amount: '7.00' });
  });

  it('brings the credentials that the callback declares, the same for the same seed', async () => {
    const [one, again, other] = [await start('a'), await start('a'), await start('b')];
    for (const { send } of [one, again, other]) await send();
    const keysOf = ({ heard }: typeof one) => [
      heard['xml']?.headers.authorization,
      heard['form']?.headers['x-api-key'],
      heard['form']?.headers.cookie,
      heard['parts']?.query,
    ];
    expect(keysOf(one)).toEqual(
      [/^Basic /, /^[0-9a-f]{32}$/, /^session=[0-9a-f]{32}$/, /^\?key=[0-9a-f]{32}$/].map((form) => expect.stringMatching(form) as unknown),
    );
    expect(keysOf(again)).toEqual(keysOf(one));
    for (const [index, key] of keysOf(other).entries()) expect(key).not.toBe(keysOf(one)[index]);
    expect([one.heard['parts']?.headers.authorization, one.heard['both']?.headers.authorization]).toEqual([undefined, undefined]);
    const token = /^Bearer [^.]+\.([^.]+)\./.exec(one.heard['inherited']?.headers.authorization ?? '')?.[1] ?? '';
    expect(JSON.parse(Buffer.from(token, 'base64url').toString())).toMatchObject({ iss: 'interlock-mock', scope: 'notes:send notes:read' });
  });

  it('follows a form that was sent', async () => {
    const { url, send, heard } = await start('a');
    expect((await send({}, new URLSearchParams({ url, amount: '3.00' }))).status).toBe(202);
    expect(JSON.parse(heard['both']?.body ?? '')).toMatchObject({ amount: '3.00' });
  });

  it.each([
    [{ prefer: 'code=202' }, 202, 5],
    [{ prefer: 'dynamic=true' }, 202, 5],
    [{ prefer: 'dynamic=false' }, 202, 5],
    [{ prefer: 'code=409' }, 409, 0],
    [{ prefer: 'code=500' }, 400, 0],
  ])('follows an answer that was preferred where it is a success: %j', async (headers, status, count) => {
    const { send, heard } = await start('a');
    const answer = await send(headers);
    expect([answer.status, answer.sent.length, Object.keys(heard).length]).toEqual([status, count, count]);
    if (count > 0) expect(JSON.parse(heard['both']?.body ?? '')).toMatchObject({ id: answer.body['id'] });
  });
});
