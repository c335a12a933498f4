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
      responses: { '201': { description: paid, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } } }
    get:
      operationId: list
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Payment' } } } } } }
components:
  schemas: { Payment: { type: object, required: [paymentId, amount], properties: { paymentId: { type: string, format: uuid, readOnly: true }, amount: { type: string } } } }
`;

async function start() {
  const server = await serve(await contractOf('payments', document));
  const url = `${server.urlOf('payments')}/payments`;
  const post = async (key: string, body: string) => {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { url, post, all: async () => (await (await fetch(url)).json()) as unknown[] };
}

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
  expect(await post('k1', '{"amount":"2.00"}')).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  expect(await all()).toHaveLength(1);
});

it('lets a refused request be corrected under its key', async () => {
  const { post } = await start();
  expect((await post('k1', '{"amount":1}')).status).toBe(400);
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
