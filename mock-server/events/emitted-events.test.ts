import { expect, it, onTestFinished } from 'vitest';
import { NO_LOG } from '../server/mock-log.ts';
import { startMockServer } from '../server/start-mock-server.ts';
import { contractOf, serve } from '../testing/serve.ts';

const orders = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: place
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [total], properties: { total: { type: string } } } } } }
      responses: { '201': { description: placed, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
  /orders/{orderId}:
    get:
      operationId: read
      parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, '404': { description: none } }
components:
  schemas: { Order: { type: object, required: [orderId, total], properties: { orderId: { type: string, format: uuid, readOnly: true }, total: { type: string } } } }
`;

const events = `
asyncapi: 2.6.0
info: { title: Order events, version: 1.0.0 }
channels:
  orders.placed:
    subscribe: { operationId: sendPlaced, message: { name: placed, payload: { type: object, required: [orderId, total], properties: { orderId: { type: string, format: uuid }, total: { type: string, pattern: '^[0-9]' } } } } }
`;

const mock = `
emits:
  - { on: place, contract: order-events, channel: orders.placed, payload: PAYLOAD }
`;

async function place(total: string, session = '') {
  const payload = '{ object: { orderId: /orderId, total: /total } }';
  const server = await serve(
    await contractOf('orders', orders, mock.replace('PAYLOAD', payload)),
    await contractOf('order-events', events),
  );
  const headers = { 'content-type': 'application/json', 'interlock-session': session };
  const init = { method: 'POST', headers, body: JSON.stringify({ total }) };
  const response = await fetch(`${server.urlOf('orders')}/orders`, init);
  const placed = (await response.json()) as Record<string, unknown>;
  const of = async (url: string, name: string) =>
    (await (await fetch(url, { headers: { 'interlock-session': name } })).json()) as unknown[];
  const channel = `${server.urlOf('order-events')}/orders.placed`;
  const letters = `${server.url}/__interlock/events/order-events/dead-letters`;
  return {
    status: response.status,
    placed,
    delivered: await of(channel, session),
    elsewhere: await of(channel, 'x'),
    letters: await of(letters, session),
  };
}

it('delivers what a change emits, in its session', async () => {
  const { status, placed, delivered, elsewhere } = await place('7.00', 'a');
  expect(status).toBe(201);
  expect(delivered).toMatchObject([
    { address: 'orders.placed', message: 'placed', payload: { orderId: placed['orderId'], total: '7.00' } },
  ]);
  expect(elsewhere).toEqual([]);
});

it('keeps what the contract refuses among the dead letters; the change stands', async () => {
  const { status, delivered, letters } = await place('seven');
  expect(status).toBe(201);
  expect(delivered).toEqual([]);
  expect(letters).toMatchObject([{ address: 'orders.placed', violations: [{ pointer: '/total' }] }]);
});

it('says once that events have nowhere to go', async () => {
  const lines: string[] = [];
  const contracts = [await contractOf('orders', orders, mock.replace('PAYLOAD', '/total'))];
  const server = await startMockServer({ contracts, log: { ...NO_LOG, warn: (line) => lines.push(line) } });
  onTestFinished(() => server.close());
  for (const total of ['1', '2']) {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ total }) };
    expect((await fetch(`${server.url}/orders/orders`, init)).status).toBe(201);
  }
  expect(lines).toEqual(["events of orders are left out: no event contract 'order-events' is served beside it"]);
});
