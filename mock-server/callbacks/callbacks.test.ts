import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMockServer } from '../server/start-mock-server.ts';
import { contractOf } from '../testing/serve.ts';
import { isAllowedTarget } from './allowed-target.ts';
import { fillExpression } from './runtime-expression.ts';

const document = `
openapi: 3.1.0
info: { title: Payments, version: 1.0.0 }
paths:
  /payments:
    get:
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Payment' } } } } } }
    post:
      operationId: pay
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [amount, callbackUrl], properties: { amount: { type: string }, callbackUrl: { type: string } } } } } }
      responses: { '201': { description: paid, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } } }
      callbacks:
        paid:
          '{$request.body#/callbackUrl}?payment={$response.body#/paymentId}':
            post:
              operationId: onPaid
              parameters: [{ name: X-Kind, in: header, required: true, schema: { type: string, const: paid } }]
              requestBody: { required: true, content: { application/json: { schema: { type: object, required: [paymentId, amount, status], properties: { paymentId: { type: string }, amount: { type: string }, status: { enum: [PAID] } } } } } }
              responses: { '204': { description: taken } }
components:
  schemas: { Payment: { type: object, required: [paymentId, amount], properties: { paymentId: { type: string, format: uuid, readOnly: true }, amount: { type: string } } } }
webhooks:
  settled:
    post:
      operationId: onSettled
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [day], properties: { day: { type: string, format: date } } } } } }
      responses: { '200': { description: taken } }
`;

interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly kind: unknown;
  readonly body: unknown;
}

/** A receiver that answers with each status in turn, the last one from then on. */
async function receiver(...statuses: readonly number[]) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({
        method: request.method,
        url: request.url,
        kind: request.headers['x-kind'],
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      response.writeHead(statuses[Math.min(heard.length, statuses.length) - 1] ?? 204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, heard };
}

async function start() {
  const contracts = [await contractOf('payments', document)];
  const server = await startMockServer({ contracts, callbacks: { retryAfterMs: [0, 0] } });
  onTestFinished(() => server.close());
  const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return {
    pay: (callbackUrl: string, headers: Record<string, string> = {}) =>
      post(`${server.urlOf('payments')}/payments`, { amount: '7.00', callbackUrl }, headers),
    webhook: (body: unknown, name = 'settled') => post(`${server.url}/__interlock/webhooks/payments/${name}`, body),
    sent: async () => (await (await fetch(`${server.url}/__interlock/callbacks?settled`)).json()) as readonly Record<string, unknown>[],
  };
}

describe('callbacks', () => {
  it('are sent where the request says, with what the request and its answer said', async () => {
    const [{ pay, sent }, { url, heard }] = [await start(), await receiver()];
    const response = await pay(url);
    const { paymentId } = (await response.json()) as { readonly paymentId: string };
    expect(response.status).toBe(201);
    const delivered = { contract: 'payments', url: `${url}?payment=${paymentId}`, status: 'delivered', attempts: 1, answered: 204 };
    expect(await sent()).toMatchObject([delivered]);
    const body = { paymentId, amount: '7.00', status: 'PAID' };
    expect(heard).toEqual([{ method: 'POST', url: `/hook?payment=${paymentId}`, kind: 'paid', body }]);
  });

  it.each([
    ['again after 503', [503, 204], { status: 'delivered', attempts: 2, answered: 204 }],
    ['three times in all', [503], { status: 'failed', attempts: 3, answered: 503, detail: 'the receiver answered 503' }],
    ['once when it is refused', [400], { status: 'failed', attempts: 1, answered: 400 }],
    ['and not after a redirect', [302], { status: 'failed', attempts: 1, answered: 302 }],
  ])('are sent %s', async (_, statuses, want) => {
    const [{ pay, sent }, { url, heard }] = [await start(), await receiver(...statuses)];
    await pay(url);
    expect(await sent()).toMatchObject([want]);
    expect(heard).toHaveLength(want.attempts);
  });

  it('fail where nobody listens', async () => {
    const { pay, sent } = await start();
    await pay('http://127.0.0.1:1/hook');
    expect(await sent()).toMatchObject([{ status: 'failed', attempts: 3 }]);
  });

  it.each([
    ['http://internal.example/hook', /loopback/],
    ['http://169.254.169.254/latest', /loopback/],
    ['http://127.0.0.1.example.com/', /loopback/],
    ['file:///etc/passwd', /loopback/],
    ['http://user:secret@127.0.0.1/', /loopback/],
    ['nowhere', /no absolute URL/],
  ])('are not sent to %s', async (url, detail) => {
    const { pay, sent } = await start();
    expect((await pay(url)).status).toBe(201);
    expect(await sent()).toMatchObject([{ status: 'not-sent', attempts: 0, detail: expect.stringMatching(detail) as unknown }]);
  });

  it('are sent once for one idempotency key', async () => {
    const [{ pay, sent }, { url, heard }] = [await start(), await receiver()];
    for (let time = 0; time < 2; time++) await pay(url, { 'idempotency-key': 'k' });
    expect(await sent()).toHaveLength(1);
    expect(heard).toHaveLength(1);
  });
});

describe('webhooks', () => {
  it('are sent when told, with a body that is told or made', async () => {
    const [{ webhook, sent }, { url, heard }] = [await start(), await receiver(200)];
    expect((await webhook({ url })).status).toBe(202);
    await sent();
    expect((await webhook({ url, body: { day: '2026-03-01' } })).status).toBe(202);
    expect(await sent()).toMatchObject([{ status: 'delivered' }, { status: 'delivered' }]);
    expect(heard.map(({ body }) => body)).toEqual([
      { day: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as unknown },
      { day: '2026-03-01' },
    ]);
  });

  it.each([
    ['a body that does not fit', { url: 'http://127.0.0.1:1', body: { day: 1 } }, 'settled', 422],
    ['another host', { url: 'http://example.com' }, 'settled', 422],
    ['no URL', {}, 'settled', 400],
    ['another name', { url: 'http://127.0.0.1:1' }, 'settle', 404],
  ])('are refused for %s', async (_, body, name, status) => {
    const { webhook } = await start();
    expect((await webhook(body, name)).status).toBe(status);
  });
});

it.each([
  ['http://localhost:3000/x', true],
  ['https://127.8.9.1/', true],
  ['http://[::1]:80/', true],
  ['http://0x7f000001/', true],
  ['http://hooks.example:8080/', true],
  ['http://hooks.example:8081/', false],
  ['https://other.example/', true],
  ['ftp://127.0.0.1/', false],
  ['http://10.0.0.1/', false],
])('isAllowedTarget %s: %s', (url, want) => {
  expect(isAllowedTarget(new URL(url), ['hooks.example:8080', 'other.example'])).toBe(want);
});

it.each([
  ['$request.body#/a/b', 'x'],
  ['{$request.body#/a/b}/{$request.query.q}/{$request.path.id}', 'x/1/7'],
  ['$request.header.X-Callback', 'h'],
  ['$response.header.location', '/p/1'],
  ['http://a/{$response.body#/id}?{$method}-{$statusCode}', 'http://a/9?POST-201'],
  ['$url', 'http://mock/p'],
  ['http://fixed/', 'http://fixed/'],
  ['$request.body#/missing', undefined],
  ['$request.body#/a', undefined],
  ['{$request.body#/constructor/name}', undefined],
])('fillExpression %s', (template, want) => {
  const exchange = {
    url: 'http://mock/p',
    method: 'POST',
    statusCode: 201,
    path: { id: 7 },
    query: { q: '1' },
    request: { headers: { 'x-callback': 'h' }, body: { a: { b: 'x' } } },
    response: { headers: { location: '/p/1' }, body: { id: 9 } },
  };
  expect(fillExpression(template, exchange)).toBe(want);
});
