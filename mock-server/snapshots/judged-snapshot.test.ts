import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const order = "{ description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }";
const document = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post: { operationId: place, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': ${order} } }
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get: { operationId: read, responses: { '200': ${order} } }
components:
  schemas:
    Order:
      type: object
      additionalProperties: false
      required: [orderId, total]
      properties: { orderId: { type: string }, total: { type: string, pattern: '^[0-9.]+$' }, pin: { type: string, writeOnly: true } }
`;

async function start() {
  const server = await serve(await contractOf('orders', document));
  return async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(server.url + path, { method, ...init });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> };
  };
}

const snapshotOf = (...resources: readonly unknown[]) => ({
  now: '2026-01-01T00:00:00Z',
  contracts: {
    orders: {
      sequence: 9,
      collections: { '/orders': resources.map((value, index) => ({ id: `o${index}`, sequence: index, value, changedMs: 0 })) },
      removed: [],
    },
  },
});

const refused: readonly [string, unknown, string, RegExp][] = [
  ['lacks what is required', { orderId: 'o1' }, '', /'?total'? is missing|required property/],
  ['has a value that does not fit', { orderId: 'o1', total: 'much' }, '/total', /matches/],
  ['has members that nobody declares', { orderId: 'o1', total: '1', bad: 1 }, '/bad', /not declared/],
  ['has another id', { orderId: 'other', total: '1' }, '/orderId', /the id that the resource is stored under/],
];
it.each(refused)('refuses a snapshot whole where a resource %s', async (_, value, pointer, message) => {
  const call = await start();
  await call('POST', '/orders/orders', { orderId: 'kept', total: '5' });
  expect(await call('PUT', '/__interlock/state', snapshotOf({ orderId: 'o0', total: '1' }, value))).toMatchObject({
    status: 422,
    body: {
      code: 'SNAPSHOT_INVALID',
      errors: [
        {
          pointer: `/~1orders/1/value${pointer}`,
          detail: expect.stringMatching(message) as string,
          place: expect.stringMatching(/^contract\.yaml:\d+/) as string,
        },
      ],
    },
  });
  expect((await call('GET', '/orders/orders/kept')).body).toEqual({ orderId: 'kept', total: '5' });
});

it('refuses a collection that the mock does not keep', async () => {
  const call = await start();
  const snapshot = { now: '2026-01-01T00:00:00Z', contracts: { orders: { sequence: 0, collections: { '/bills': [] }, removed: [] } } };
  expect(await call('PUT', '/__interlock/state', snapshot)).toMatchObject({
    status: 422,
    body: { detail: "'/bills' is no collection that the mock of orders keeps" },
  });
});

it('takes back what it gave, even what a loose request made', async () => {
  const [first, second] = [await start(), await start()];
  expect((await first('POST', '/orders/orders', { orderId: 'A', total: '1', pin: '1234' })).status).toBe(201);
  expect((await first('POST', '/orders/orders', { orderId: 'B', total: 'much' })).status).toBe(201);
  const { body: snapshot } = await first('GET', '/__interlock/state');
  expect(snapshot).toMatchObject({ contracts: { orders: { collections: { '/orders': [{ id: 'A' }, { id: 'B', unfit: true }] } } } });
  expect((await second('PUT', '/__interlock/state', snapshot)).status).toBe(204);
  expect((await second('GET', '/__interlock/state')).body).toEqual(snapshot);
});
