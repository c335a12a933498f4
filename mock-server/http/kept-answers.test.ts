import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const documentWith = (name: string): string => `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: place
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '201': { description: placed, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
    get: { operationId: list, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } }
  /parcels:
    post:
      operationId: pack
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '303': { description: packed, headers: { Location: { required: true, schema: { type: string } } } } }
    get: { operationId: parcels, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { type: object, properties: { parcelId: { type: string } } } } } } } } }
  /labels:
    post: { operationId: print, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '200': { description: it, content: { image/png: { schema: { type: string, format: binary } } } } } }
components:
  schemas: { Order: { type: object, additionalProperties: false, required: [orderId, ${name}], properties: { orderId: { type: string, format: uuid, readOnly: true }, ${name}: { type: string } } } }
`;

async function start() {
  const server = await serve(await contractOf('orders', documentWith('customer')));
  const call = async (method: string, path: string, sent?: unknown) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k' };
    const init = sent === undefined ? {} : { body: JSON.stringify(sent), headers };
    const response = await fetch(server.url + path, { method, redirect: 'manual', ...init });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, bytes, body: isJson ? (JSON.parse(bytes.toString()) as unknown) : undefined };
  };
  return { server, call };
}

it('a request that is answered by a redirect has one effect under its key', async () => {
  const { call } = await start();
  for (let times = 0; times < 2; times++) expect((await call('POST', '/orders/parcels', {})).status).toBe(303);
  expect((await call('GET', '/orders/parcels')).body).toHaveLength(1);
});

it('an answer that a changed contract does not permit is not sent again', async () => {
  const { server, call } = await start();
  const first = await call('POST', '/orders/orders', { customer: 'ACME' });
  server.reload(await contractOf('orders', documentWith('customer')));
  expect(await call('POST', '/orders/orders', { customer: 'ACME' })).toEqual(first);
  server.reload(await contractOf('orders', documentWith('client')));
  const again = await call('POST', '/orders/orders', { customer: 'ACME' });
  expect([again.status, Object.keys(again.body as object).toSorted()]).toEqual([201, ['client', 'orderId']]);
});

it('bytes come back from a snapshot', async () => {
  const [one, other] = [await start(), await start()];
  const printed = await one.call('POST', '/orders/labels', {});
  expect(printed.bytes.length).toBeGreaterThan(0);
  const { body: snapshot } = await one.call('GET', '/__interlock/state');
  expect((await other.call('PUT', '/__interlock/state', snapshot)).status).toBe(204);
  expect((await other.call('GET', '/__interlock/state')).body).toEqual(snapshot);
  expect(await other.call('POST', '/orders/labels', {})).toEqual(printed);
});

type Keys = { contracts: { orders: { keys: [string, { answer: Record<string, unknown> }][] } } };

const spoiled: readonly [string, Record<string, unknown>, number][] = [
  ['a status that is none', { status: 0 }, 400],
  ['a status of a refusal', { status: 404 }, 400],
  ['a header that cannot be sent', { headers: { 'x-a': 'a\r\nb: c' } }, 400],
  ['a header whose name is none', { headers: { 'x a': 'a' } }, 400],
  ['a length of its own', { headers: { 'content-length': '1' } }, 400],
  ['a status that is not declared', { status: 299 }, 204],
  ['a body that does not fit', { body: '{"orderId":1}' }, 204],
  ['a body that is no JSON', { body: 'no' }, 204],
];
it.each(spoiled)('an answer of a snapshot with %s never leaves', async (_, change, status) => {
  const { call } = await start();
  await call('POST', '/orders/orders', { customer: 'ACME' });
  const snapshot = (await call('GET', '/__interlock/state')).body as Keys;
  const [, kept] = snapshot.contracts.orders.keys[0]!;
  Object.assign(kept.answer, change);
  expect((await call('PUT', '/__interlock/state', snapshot)).status).toBe(status);
  expect(await call('POST', '/orders/orders', { customer: 'ACME' })).toMatchObject({
    status: 201,
    body: { orderId: expect.any(String) as string, customer: 'ACME' },
  });
});
