import { request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const document = `
openapi: 3.1.0
info: { title: Payments, version: 1.0.0 }
paths:
  /payments:
    post:
      operationId: pay
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [amount], properties: { amount: { type: string } } } } } }
      responses:
        '201': { description: paid, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
        '409': { description: in use, content: { application/problem+json: { schema: { type: object, required: [code], properties: { code: { type: string } } } } } }
        '422': { description: reused, content: { application/json: { schema: { type: object, required: [error], additionalProperties: false, properties: { error: { type: string } } } } } }
    get:
      operationId: list
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Payment' } } } } } }
  /refunds:
    post:
      operationId: refund
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: { '201': { description: refunded, content: { application/json: { schema: { type: object, properties: { refundId: { type: string, format: uuid, readOnly: true } } } } } } }
components:
  schemas: { Payment: { type: object, required: [paymentId, amount], properties: { paymentId: { type: string, format: uuid, readOnly: true }, amount: { type: string } } } }
`;

async function start(mock?: string) {
  const server = await serve(await contractOf('payments', document, mock));
  const url = `${server.urlOf('payments')}/payments`;
  const post = async (key: string, body: string, { session = '', at = url } = {}) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key, 'interlock-session': session };
    const response = await fetch(at, { method: 'POST', headers, body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const all = async (session = '') => (await (await fetch(url, { headers: { 'interlock-session': session } })).json()) as unknown[];
  const reset = () => fetch(`${server.url}/__interlock/reset`, { method: 'POST' });
  return { server, url, post, all, reset };
}

const BODY = '{"amount":"1.00"}';

it('keeps the keys of sessions apart', async () => {
  const { post, all } = await start();
  const [one, other] = [await post('k1', BODY, { session: 'one' }), await post('k1', '{"amount":"2.00"}', { session: 'other' })];
  expect([one.status, other.status, other.body['amount']]).toEqual([201, 201, '2.00']);
  expect(await post('k1', BODY, { session: 'one' })).toEqual(one);
  expect([await all('one'), await all('other'), await all()].map(({ length }) => length)).toEqual([1, 1, 0]);
});

it('keeps the keys of operations apart, and tells queries from each other', async () => {
  const { url, post, all } = await start();
  const paid = await post('k1', BODY);
  const refunded = await post('k1', BODY, { at: url.replace('payments/payments', 'payments/refunds') });
  expect([refunded.status, Object.keys(refunded.body)]).toEqual([201, expect.arrayContaining(['refundId'])]);
  expect(await post('k1', BODY)).toEqual(paid);
  expect((await post('k1', BODY, { at: `${url}?dryRun=true` })).status).toBe(422);
  expect(await all()).toHaveLength(1);
});

it('has one effect, however many requests come at once', async () => {
  const { post, all } = await start();
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('k1', BODY)));
  const made = answers.filter(({ status }) => status === 201);
  const others = answers.filter(({ status }) => status !== 201);
  expect(new Set(made.map(({ body }) => body['paymentId'])).size).toBe(1);
  expect(others.every(({ status, body }) => status === 409 && body['code'] === 'IDEMPOTENCY_KEY_IN_USE')).toBe(true);
  expect(await all()).toHaveLength(1);
  expect(await post('k1', BODY)).toEqual(made[0]);
});

it('forgets its keys with a reset', async () => {
  const { post, all, reset } = await start();
  const before = await post('k1', BODY);
  await reset();
  expect(await all()).toEqual([]);
  expect(await post('k1', '{"amount":"3.00"}')).toMatchObject({ status: 201, body: { amount: '3.00' } });
  await reset();
  expect(await post('k1', BODY)).toEqual(before);
  expect(await all()).toHaveLength(1);
});

it('gives the same answer to the same key and body, without a second effect', async () => {
  const { post, all } = await start();
  const first = await post('k1', '{"amount":"1.00"}');
  expect(first.status).toBe(201);
  expect(await post('k1', '{"amount":"1.00"}')).toEqual(first);
  expect((await post('k2', '{"amount":"1.00"}')).body).not.toEqual(first.body);
  expect(await all()).toHaveLength(2);
});

it('refuses the same key with another body', async () => {
  const { post, all } = await start();
  await post('k1', '{"amount":"1.00"}');
  expect(await post('k1', '{"amount":"2.00"}')).toEqual({
    status: 422,
    body: { error: 'IDEMPOTENCY_KEY_REUSED' },
  });
  expect(await all()).toHaveLength(1);
});

it('lets a refused request be corrected under its key', async () => {
  const { post } = await start();
  expect((await post('k1', '{"amount":1}')).status).toBe(422);
  expect((await post('k1', '{"amount":"1.00"}')).status).toBe(201);
});

it('refuses a key while a request with it is in flight, and frees it afterwards', async () => {
  const { url, post, all } = await start();
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'k1', expect: '100-continue' };
  const slow = request(url, { method: 'POST', headers });
  slow.flushHeaders();
  await once(slow, 'continue');
  expect(await post('k1', '{"amount":"1.00"}')).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_IN_USE' } });
  slow.end('{"amount":"1.00"}');
  const [answer] = (await once(slow, 'response')) as [IncomingMessage];
  answer.resume();
  expect(answer.statusCode).toBe(201);
  expect((await post('k1', '{"amount":"1.00"}')).status).toBe(201);
  expect(await all()).toHaveLength(1);
});

it('frees a key when the caller goes away before the answer that mock.yaml keeps back', async () => {
  const { server, url, post, all } = await start('latency: { operations: { pay: 60000 } }');
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'k1' };
  const slow = request(url, { method: 'POST', headers }).on('error', () => {});
  slow.end(BODY);
  while ((await all()).length === 0);
  server.reload(await contractOf('payments', document));
  slow.destroy();
  let answer = await post('k1', BODY);
  while (answer.status === 409) answer = await post('k1', BODY);
  expect(answer.status).toBe(201);
  expect(await all()).toHaveLength(1);
});
