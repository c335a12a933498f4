import { expect, it, onTestFinished } from 'vitest';
import { NO_LOG } from './mock-log.ts';
import { startMockServer } from './start-mock-server.ts';
import { contractOf } from '../testing/serve.ts';

const documentWith = (name: string) => `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post: { operationId: make, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } } }
    get: { operationId: list, responses: { '200': { description: all, content: { application/json: { schema: { type: object, required: [orders], properties: { orders: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } } } }
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get: { operationId: read, responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } } }
components:
  schemas: { Order: { type: object, additionalProperties: false, required: [orderId, ${name}], properties: { orderId: { type: string }, ${name}: { type: string }, total: { type: string } } } }
`;

it('resources that do not fit a changed contract are told of, and stay the ones that were made', async () => {
  const warned: string[] = [];
  const log = { ...NO_LOG, warn: (line: string) => void warned.push(line) };
  const server = await startMockServer({ contracts: [await contractOf('orders', documentWith('customer'))], log });
  onTestFinished(() => server.close());
  for (const orderId of ['A', 'B']) {
    const body = JSON.stringify({ orderId, customer: 'ACME', total: '1' });
    await fetch(`${server.url}/orders/orders`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  }
  server.reload(await contractOf('orders', documentWith('customer')));
  expect(warned).toEqual([]);
  server.reload(await contractOf('orders', documentWith('client')));
  expect(warned).toEqual([
    expect.stringMatching(/^orders: 2 stored resources do not fit the contract now: .* \(contract\.yaml:\d+:\d+\)$/),
  ]);
  const read = async (path: string): Promise<unknown> => (await fetch(`${server.url}/orders/orders${path}`)).json();
  expect(await read('')).toEqual({
    orders: ['A', 'B'].map((orderId) => ({ orderId, total: '1', client: expect.any(String) as string })),
  });
  expect(await read('/B')).toEqual({ orderId: 'B', total: '1', client: expect.any(String) as string });
});
