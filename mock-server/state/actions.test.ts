import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const order = "{ content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }, description: it }";
const path = (...names: string[]) =>
  `[${names.map((name) => `{ name: ${name}, in: path, required: true, schema: { type: string } }`).join(', ')}]`;
const document = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post: { operationId: create, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': ${order} } }
  /orders/search:
    post: { operationId: search, responses: { '200': ${order} } }
  /orders/{orderId}:
    parameters: ${path('orderId')}
    get: { operationId: read, responses: { '200': ${order} } }
    post: { operationId: touch, responses: { '200': ${order} } }
  /orders/{id}/submit:
    parameters: ${path('id')}
    post: { operationId: submit, responses: { '200': ${order} } }
  /orders/{orderId}/shipments/{shipmentId}/confirm:
    parameters: ${path('orderId', 'shipmentId')}
    put: { operationId: confirm, responses: { '200': ${order} } }
  /orders/{orderId}/copy:
    parameters: ${path('orderId')}
    post: { operationId: copy, responses: { '201': ${order} } }
  /orders/{orderId}/parent:
    parameters: ${path('orderId')}
    get: { operationId: readParent, responses: { '200': ${order} } }
components:
  schemas:
    Order:
      type: object
      required: [orderId, customer]
      properties: { orderId: { type: string }, customer: { type: string }, status: { type: string }, open: { type: number } }
`;

async function start(mock?: string) {
  const server = await serve(await contractOf('orders', document, mock));
  return async (method: string, path: string, sent?: unknown) => {
    const init = sent === undefined ? {} : { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${server.url}/orders/orders${path}`, { method, ...init });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
}

it('an operation of an item that answers with the item answers with what is stored, and changes nothing', async () => {
  const call = await start();
  const { body: made } = await call('POST', '', { orderId: 'A', customer: 'ACME' });
  for (const [method, below] of [
    ['POST', '/A/submit'],
    ['POST', '/A'],
    ['PUT', '/A/shipments/1/confirm'],
  ] as const) {
    expect(await call(method, below), below).toEqual({ status: 200, body: made });
  }
  expect((await call('GET', '/A')).body).toEqual(made);
  expect((await call('POST', '/B/submit')).body).toEqual((await call('GET', '/B')).body);
});

it('what reads or creates may be about another one', async () => {
  const call = await start();
  await call('POST', '', { orderId: 'A', customer: 'ACME' });
  for (const [method, other] of [
    ['POST', '/A/copy'],
    ['GET', '/A/parent'],
    ['POST', '/search'],
  ] as const) {
    expect((await call(method, other)).body['customer'], other).not.toBe('ACME');
  }
});

it('rules hold for it, and an item that is not there is not found', async () => {
  const call = await start(`state: strict
seed: { /orders: [{ orderId: A, customer: ACME, open: 1 }, { orderId: B, customer: ACME, open: 0 }] }
rules: { submit: [{ require: { less: [0, /open] }, status: 409, code: NOTHING_OPEN }] }
`);
  expect(await call('POST', '/A/submit')).toMatchObject({ status: 200, body: { orderId: 'A', open: 1 } });
  expect(await call('POST', '/B/submit')).toMatchObject({ status: 409, body: { code: 'NOTHING_OPEN' } });
  expect((await call('POST', '/C/submit')).status).toBe(404);
});
