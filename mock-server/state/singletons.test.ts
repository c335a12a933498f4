import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const json = (schema: string) => `{ content: { application/json: { schema: ${schema} } } }`;
const answer = (schema: string) => `{ '200': { description: ok, content: { application/json: { schema: ${schema} } } } }`;
const settings = "{ $ref: '#/components/schemas/Settings' }";
const order = '{ type: object, properties: { orderId: { type: string }, item: { type: string } } }';
const address = '{ type: object, properties: { street: { type: string }, town: { type: string } } }';
const orderId = '[{ name: orderId, in: path, required: true, schema: { type: string } }]';
const document = `
openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /settings:
    get: { responses: ${answer(settings)} }
    put: { requestBody: ${json(settings)}, responses: ${answer(settings)} }
    patch: { requestBody: ${json(settings)}, responses: ${answer(settings)} }
    delete: { responses: { '204': { description: gone } } }
  /me:
    get: { responses: ${answer(`{ type: object, properties: { user: ${address} } }`)} }
    patch: { requestBody: ${json(`{ type: object, properties: { user: ${address} } }`)}, responses: { '204': { description: done } } }
  /orders:
    get: { responses: ${answer(`{ type: array, items: ${order} }`)} }
    post: { requestBody: ${json(order)}, responses: ${answer(order)} }
  /orders/{orderId}:
    parameters: ${orderId}
    get: { responses: ${answer(order)} }
    patch: { requestBody: ${json(order)}, responses: ${answer(order)} }
    delete: { responses: { '204': { description: gone } } }
  /orders/{orderId}/address:
    parameters: ${orderId}
    get: { responses: ${answer(address)} }
    put: { requestBody: ${json(address)}, responses: ${answer(address)} }
  /currencies:
    get: { responses: ${answer('{ type: object, properties: { currencies: { type: array, items: { type: object, properties: { code: { type: string } } } } } }')} }
    put: { requestBody: ${json('{ type: object, properties: { code: { type: string } } }')}, responses: ${answer('{ type: object, properties: { currencies: { type: array, items: { type: object, properties: { code: { type: string } } } } } }')} }
  /profiles/{name}:
    parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
    get: { responses: ${answer('{ type: object, properties: { name: { type: string }, bio: { type: string } } }')} }
    patch: { requestBody: ${json('{ type: object, properties: { bio: { type: string } } }')}, responses: { '204': { description: done } } }
components:
  schemas:
    Settings:
      type: object
      examples: [{ theme: light, size: 4 }]
      properties: { theme: { type: string }, size: { type: integer }, updatedAt: { type: string, format: date-time, readOnly: true } }
`;

async function start(mock?: string) {
  const server = await serve(await contractOf('shop', document, mock));
  const call = async (method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${server.url}/shop${path}`, { method, ...sent });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> };
  };
  return { call, server };
}

it('a resource that is alone is the example until it is put, is patched, and is gone once it is deleted', async () => {
  const { call } = await start();
  expect((await call('GET', '/settings')).body).toMatchObject({ theme: 'light', size: 4 });
  expect((await call('PUT', '/settings', { theme: 'dark', size: 9 })).body).toMatchObject({ theme: 'dark', size: 9 });
  expect((await call('GET', '/settings')).body).toEqual({ theme: 'dark', size: 9, updatedAt: '2026-01-01T00:00:01Z' });
  await call('PATCH', '/settings', { size: 10 });
  expect((await call('GET', '/settings')).body).toEqual({ theme: 'dark', size: 10, updatedAt: '2026-01-01T00:00:02Z' });
  expect((await call('PUT', '/settings', { theme: 'dim' })).body).not.toHaveProperty('size');
  expect((await call('DELETE', '/settings')).status).toBe(204);
  expect((await call('GET', '/settings')).status).toBe(404);
  await call('PUT', '/settings', { theme: 'new' });
  expect((await call('GET', '/settings')).body).toMatchObject({ theme: 'new' });
});

it('one that nobody put keeps what is patched, in its envelope, too', async () => {
  const { call } = await start();
  const before = (await call('GET', '/me')).body['user'] as object;
  expect((await call('PATCH', '/me', { user: { town: 'Oslo' } })).status).toBe(204);
  expect((await call('GET', '/me')).body).toEqual({ user: { ...before, town: 'Oslo' } });
});

it('one below an item goes with it, and each item has its own', async () => {
  const { call } = await start();
  await call('POST', '/orders', { orderId: 'A', item: 'gauze' });
  await call('PUT', '/orders/A/address', { town: 'Oslo' });
  await call('PUT', '/orders/B/address', { town: 'Bergen' });
  expect((await call('GET', '/orders/A/address')).body).toEqual({ town: 'Oslo' });
  expect((await call('GET', '/orders/B/address')).body).toEqual({ town: 'Bergen' });
  await call('DELETE', '/orders/A');
  expect((await call('GET', '/orders/A/address')).status).toBe(404);
});

it('is seeded, and survives in a snapshot', async () => {
  const { call, server } = await start(
    'state: strict\nseed:\n  /settings: [{ theme: seeded }]\n  /orders/A/address: [{ town: Oslo }]\n  /orders: [{ orderId: A }]\n',
  );
  expect((await call('GET', '/settings')).body).toEqual({ theme: 'seeded' });
  expect((await call('GET', '/orders/A/address')).body).toEqual({ town: 'Oslo' });
  expect((await call('GET', '/me')).status).toBe(404);
  const snapshot = await (await fetch(`${server.url}/__interlock/state`)).text();
  await call('PUT', '/settings', { theme: 'dark' });
  expect(
    (await fetch(`${server.url}/__interlock/state`, { method: 'PUT', body: snapshot, headers: { 'content-type': 'application/json' } }))
      .status,
  ).toBe(204);
  expect((await call('GET', '/settings')).body).toEqual({ theme: 'seeded' });
  await expect(start('seed:\n  /settings: [{ theme: a }, { theme: b }]\n')).rejects.toThrow(
    /mock\.yaml:2:\d+ .*'\/settings' is one resource/,
  );
});

it('a PUT of what a list holds adds to it', async () => {
  const { call } = await start();
  await call('PUT', '/currencies', { code: 'NOK' });
  await call('PUT', '/currencies', { code: 'SEK' });
  expect((await call('GET', '/currencies')).body).toEqual({ currencies: [{ code: 'NOK' }, { code: 'SEK' }] });
});

it('items that are only patched keep that', async () => {
  const { call } = await start();
  await call('PATCH', '/profiles/ann', { bio: 'hello' });
  expect((await call('GET', '/profiles/ann')).body).toEqual({ name: 'ann', bio: 'hello' });
});

it('a file that was put is known, and shown as its media type has it', async () => {
  const file = '{ type: object, properties: { FileID: { type: string, format: uuid }, FileName: { type: string } } }';
  const files = answer(`{ type: object, properties: { Files: { type: array, items: ${file} } } }`);
  const content = (format: string) => `{ content: { application/octet-stream: { schema: { type: string, format: ${format} } } } }`;
  const server = await serve(
    await contractOf(
      'files',
      `
openapi: 3.1.0
info: { title: Files, version: 1.0.0 }
paths:
  /files: { get: { responses: ${files} } }
  /files/{FileName}:
    parameters: [{ name: FileName, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: it, ${content('binary').slice(1)} } }
    put: { requestBody: ${content('byte')}, responses: ${files} }
`,
    ),
  );
  const headers = { 'content-type': 'application/octet-stream' };
  const put = await fetch(`${server.url}/files/files/a.pdf`, { method: 'PUT', body: 'content', headers });
  expect(await put.json()).toEqual({ Files: [{ FileName: 'a.pdf' }] });
  const shown = await fetch(`${server.url}/files/files/a.pdf`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
  expect(await (await fetch(`${server.url}/files/files`)).json()).toEqual({ Files: [{ FileName: 'a.pdf' }] });
});
