import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const json = (schema: string) => `{ description: it, content: { application/json: { schema: ${schema} } } }`;
const named = (name: string) => `{ name: ${name}, in: path, required: true, schema: { type: string } }`;
const payment = "{ $ref: '#/components/schemas/Payment' }";
const money =
  "{ type: object, required: [amount, currency], properties: { amount: { type: string, pattern: '^-?[0-9]+[.][0-9]{2}$' }, currency: { type: string } } }";
const document = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    get: { responses: { '200': ${json("{ type: array, items: { $ref: '#/components/schemas/Order' } }")} } }
  /orders/{orderId}:
    parameters: [${named('orderId')}]
    get: { responses: { '200': ${json("{ $ref: '#/components/schemas/Order' }")} } }
  /orders/{orderId}/payments:
    parameters: [${named('orderId')}]
    get: { responses: { '200': ${json(`{ type: array, items: ${payment} }`)} } }
    post:
      operationId: pay
      requestBody: { required: true, content: { application/json: { schema: { type: array, items: ${payment} } } } }
      responses: { '201': ${json(`{ type: array, items: ${payment} }`)}, '409': { description: no } }
  /orders/{orderId}/payments/{paymentId}:
    parameters: [${named('orderId')}, ${named('paymentId')}]
    get: { responses: { '200': ${json(payment)} } }
  /orders/O-1/payments:search:
    post:
      operationId: findPayment
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { slip: { type: string } } } } } }
      responses: { '200': ${json(payment)} }
components:
  schemas:
    Order: { type: object, properties: { orderId: { type: string }, paid: ${money}, payments: { type: integer } } }
    Payment: { type: object, required: [paid], properties: { paymentId: { type: string }, slip: { type: string }, paid: ${money} } }
`;
const behaviour = `state: strict
seed: { /orders: [{ orderId: O-1 }] }
computed:
  /orders/{orderId}:
    /paid: { sum: { children: payments, at: /paid } }
    /payments: { count: { children: payments } }
lookups:
  findPayment: { collection: /orders/O-1/payments, match: { slip: /slip } }
`;

const usd = (amount: string) => ({ amount, currency: 'USD' });

async function start() {
  const server = await serve(await contractOf('shop', document, behaviour));
  const send = async (method: string, path: string, sent?: unknown, headers: Record<string, string> = {}) => {
    const body = sent === undefined ? {} : { body: JSON.stringify(sent) };
    const response = await fetch(`${server.url}/shop${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...body,
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as unknown };
  };
  return { send };
}

it('works out what lies above of all resources that one request makes', async () => {
  const { send } = await start();
  const made = await send('POST', '/orders/O-1/payments', [{ paid: usd('5.00') }, { paid: usd('7.00') }]);
  expect(made.status).toBe(201);
  expect((await send('GET', '/orders/O-1')).body).toMatchObject({ paid: usd('12.00'), payments: 2 });
});

it('hides the whole of a change from a stale read, with what it did to the resources above', async () => {
  const { send } = await start();
  await send('POST', '/orders/O-1/payments', [{ paid: usd('3.00') }]);
  await send('POST', '/orders/O-1/payments', [{ paid: usd('5.00') }, { paid: usd('7.00') }]);
  const stale = { prefer: 'fault=stale' };
  expect((await send('GET', '/orders/O-1', undefined, stale)).body).toMatchObject({ paid: usd('3.00'), payments: 1 });
  expect((await send('GET', '/orders/O-1/payments', undefined, stale)).body).toMatchObject([{ paid: usd('3.00') }]);
  const older = { prefer: 'fault=stale; changes=2' };
  expect((await send('GET', '/orders/O-1', undefined, older)).body).toMatchObject({ payments: 0 });
  expect((await send('GET', '/orders/O-1/payments', undefined, older)).body).toEqual([]);
});

it('refuses a request whose resources have the same key of a lookup, and makes none of them', async () => {
  const { send } = await start();
  const twins = [
    { paid: usd('5.00'), slip: 'S-1' },
    { paid: usd('7.00'), slip: 'S-1' },
  ];
  expect((await send('POST', '/orders/O-1/payments', twins)).status).toBe(409);
  expect((await send('GET', '/orders/O-1/payments')).body).toEqual([]);
  expect((await send('GET', '/orders/O-1')).body).toMatchObject({ payments: 0 });
});

it('makes any number of resources that lack the key of a lookup', async () => {
  const { send } = await start();
  expect((await send('POST', '/orders/O-1/payments', [{ paid: usd('5.00') }])).status).toBe(201);
  expect((await send('POST', '/orders/O-1/payments', [{ paid: usd('5.00') }])).status).toBe(201);
  expect((await send('POST', '/orders/O-1/payments', [{ paid: usd('1.00'), slip: 'S-1' }])).status).toBe(201);
  expect((await send('POST', '/orders/O-1/payments', [{ paid: usd('2.00'), slip: 'S-1' }])).status).toBe(409);
});
