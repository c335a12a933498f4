import { expect, it, onTestFinished } from 'vitest';
import { startMockServer } from '../server/start-mock-server.ts';
import { contractOf } from '../testing/serve.ts';

const orders = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: place
      parameters: [{ name: Idempotency-Key, in: header, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [total], properties: { total: { type: string } } } } } }
      responses: { '201': { description: placed, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
    get:
      operationId: list
      x-rate-limit: { limit: 3, window: minute }
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } }
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get:
      operationId: read
      responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, '404': { description: none } }
    patch:
      operationId: change
      requestBody: { content: { application/merge-patch+json: { schema: { type: object } } } }
      responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, '404': { description: none } }
    delete: { operationId: remove, responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Order:
      type: object
      required: [orderId, total, placedAt]
      properties:
        orderId: { type: string, format: uuid, readOnly: true }
        number: { type: string, readOnly: true }
        total: { type: string }
        status: { type: string, enum: [new, late], readOnly: true }
        placedAt: { type: string, format: date-time, readOnly: true }
        updatedAt: { type: string, format: date-time, readOnly: true }
`;

const behaviour = `
transitions: { '/orders/{orderId}': { field: status, initial: new, moves: [{ from: new, to: late, after: PT1H }] } }
emits: [{ on: place, contract: order-events, channel: orders.placed, payload: { object: { orderId: /orderId, total: /total } } }]
faults:
  - { fault: error, status: 503, rate: 0.4, operation: read }
`;

const events = `
asyncapi: 2.6.0
info: { title: Order events, version: 1.0.0 }
channels:
  orders.placed:
    subscribe: { operationId: sendPlaced, message: { name: placed, payload: { type: object, required: [orderId, total], properties: { orderId: { type: string }, total: { type: string } } } } }
`;

const disorder = 'events: { disorder: [{ duplicate: 0.3, drop: 0.2, reorder: 0.3, redeliver: 0.3, holdSeconds: 600 }] }';

async function start() {
  const contracts = [await contractOf('orders', orders, behaviour), await contractOf('order-events', events, disorder)];
  const server = await startMockServer({ contracts, seed: 's' });
  onTestFinished(() => server.close());
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const response = await fetch(server.url + path, {
      method,
      headers: { 'interlock-session': 'one', ...(body === undefined ? {} : { 'content-type': type }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const kept = [...response.headers].filter(([name]) => name !== 'date');
    return { status: response.status, headers: kept, text: await response.text() };
  };
}

type Call = Awaited<ReturnType<typeof start>>;

/** Calls that leave a mark on everything that a session keeps. */
async function live(call: Call, part: string, earlier?: string) {
  const answers: Awaited<ReturnType<Call>>[] = [];
  const note = async (...request: Parameters<Call>): Promise<string> => {
    const answer = await call(...request);
    answers.push(answer);
    return answer.text;
  };
  if (earlier !== undefined) await note('GET', `/orders/orders/${earlier}`, undefined, { prefer: 'fault=latency; seconds=0' });
  await note('GET', '/orders/orders', undefined, { prefer: 'fault=stale; changes=3' });
  await note('POST', '/orders/orders', { total: '1.00' }, { 'idempotency-key': 'k-1' });
  const made = (JSON.parse(await note('POST', '/orders/orders', { total: `2.00 ${part}` })) as { orderId: string }).orderId;
  await note('PATCH', `/orders/orders/${made}`, { total: '3.00' });
  await note('GET', '/orders/orders');
  for (let times = 0; times < 4; times++) await note('GET', `/orders/orders/${made}`);
  await note('GET', '/orders/orders/nobody-made-it');
  const gone = (JSON.parse(await note('POST', '/orders/orders', { total: '4.00' })) as { orderId: string }).orderId;
  await note('DELETE', `/orders/orders/${gone}`);
  await note('GET', `/orders/orders/${gone}`);
  await note('POST', '/__interlock/clock/advance', { by: 'PT10S' });
  await note('GET', '/order-events/orders.placed');
  await note('GET', '/__interlock/events/order-events');
  return { answers, gone };
}

it('a session goes on from its snapshot in another process, byte by byte', async () => {
  const [first, second, third] = [await start(), await start(), await start()];
  const { gone } = await live(first, 'before');
  await first('PUT', '/__interlock/faults/orders', { faults: [{ fault: 'error', status: 503, rate: 0.5, operation: 'read' }] });
  const { text } = await first('GET', '/__interlock/state');
  expect(await second('PUT', '/__interlock/state', JSON.parse(text))).toMatchObject({ status: 204 });
  expect((await second('GET', '/__interlock/state')).text).toBe(text);

  const after = await live(first, 'after', gone);
  expect(await live(second, 'after', gone)).toEqual(after);
  expect((await second('GET', '/__interlock/state')).text).toBe((await first('GET', '/__interlock/state')).text);
  const statuses = after.answers.map(({ status }) => status);
  expect(statuses).toEqual(expect.arrayContaining([429, 503]));
  expect(await live(third, 'after', gone)).not.toEqual(after);
});

it.each(['keys', 'windows', 'faults', 'history', 'removed', 'collections', 'sequence'])('needs %s for that', async (part) => {
  const [first, second] = [await start(), await start()];
  const { gone } = await live(first, 'before');
  const snapshot = JSON.parse((await first('GET', '/__interlock/state')).text) as { contracts: Record<'orders', Record<string, unknown>> };
  const empty = {
    ...snapshot.contracts.orders,
    keys: [],
    windows: [],
    faults: { counts: [] },
    history: [],
    removed: [],
    collections: {},
    sequence: 0,
  };
  snapshot.contracts.orders = { ...snapshot.contracts.orders, [part]: empty[part as keyof typeof empty] };
  expect(await second('PUT', '/__interlock/state', snapshot)).toMatchObject({ status: 204 });
  expect(await live(second, 'after', gone)).not.toEqual(await live(first, 'after', gone));
});

it('releases a clock that was held, unless the snapshot holds it', async () => {
  const call = await start();
  const free = JSON.parse((await call('GET', '/__interlock/state')).text) as unknown;
  await call('PUT', '/__interlock/clock', { now: '2026-05-01T00:00:00Z' });
  const held = JSON.parse((await call('GET', '/__interlock/state')).text) as unknown;
  expect(held).toMatchObject({ held: true });
  for (const snapshot of [free, held, free]) {
    expect(await call('PUT', '/__interlock/state', snapshot)).toMatchObject({ status: 204 });
    expect(JSON.parse((await call('GET', '/__interlock/state')).text)).toEqual(snapshot);
  }
});
