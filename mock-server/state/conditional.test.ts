import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';
import { applyJsonPatch } from './json-patch.ts';

const document = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: createOrder
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      operationId: getOrder
      responses:
        '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' }, example: { id: 1, item: gauze, documentNo: D1 } } } }
        '304': { description: as you know it }
        '404': { description: no }
    put:
      operationId: putOrder
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses:
        '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        '412': { description: another by now }
        '428': { description: say what you know }
    patch:
      operationId: patchOrder
      requestBody:
        required: true
        content:
          application/json-patch+json: { schema: { type: array } }
          application/merge-patch+json: { schema: { type: object } }
      responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
    delete:
      operationId: deleteOrder
      responses: { '204': { description: gone } }
  /orders/{id}/lines:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    post:
      operationId: addLine
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { sku: { type: string } } } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { type: object, properties: { sku: { type: string } } } } } } }
    get:
      operationId: listLines
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
components:
  schemas:
    Order:
      type: object
      additionalProperties: false
      required: [id, item]
      properties:
        id: { type: integer }
        item: { type: string }
        tags: { type: array, items: { type: string } }
        documentNo: { type: string, readOnly: true }
`;

async function start(mock?: string) {
  const server = await serve(await contractOf('orders', document, mock));
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type =
      method === 'PATCH' ? (Array.isArray(body) ? 'application/json-patch+json' : 'application/merge-patch+json') : 'application/json';
    const response = await fetch(server.urlOf('orders') + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? '',
      body: (text === '' ? undefined : JSON.parse(text)) as never,
    };
  };
}

describe('items that nobody made', () => {
  it('are there without a mock.yaml, the same each time, until they are deleted', async () => {
    const call = await start();
    const first = await call('GET', '/orders/7');
    expect([first.status, first.body]).toEqual([200, { id: 7, item: 'gauze', documentNo: 'D1' }]);
    expect(await call('GET', '/orders/7')).toEqual(first);
    expect((await call('PATCH', '/orders/7', { item: 'masks' })).body).toEqual({ id: 7, item: 'masks', documentNo: 'D1' });
    expect((await call('GET', '/orders/7')).body).toMatchObject({ item: 'masks' });
    expect((await call('POST', '/orders/8/lines', { sku: 'x' })).status).toBe(201);
    expect((await call('GET', '/orders/8/lines')).body).toMatchObject([{ sku: 'x' }]);
    expect((await call('DELETE', '/orders/9')).status).toBe(204);
    expect((await call('GET', '/orders/9')).status).toBe(404);
    expect((await call('DELETE', '/orders/9')).status).toBe(404);
    expect((await call('GET', '/orders/9/lines')).status).toBe(404);
    expect((await call('POST', '/orders', { id: 9, item: 'new' })).status).toBe(201);
    expect((await call('GET', '/orders/9')).body).toMatchObject({ item: 'new' });
  });

  it('are unknown where the state is strict', async () => {
    const call = await start('state: strict\n');
    for (const [method, body] of [['GET'], ['DELETE'], ['PATCH', {}], ['PUT', { id: 7, item: 'x' }]] as const) {
      expect((await call(method, '/orders/7', body)).status, method).toBe(404);
    }
    expect((await call('GET', '/orders/7/lines')).status).toBe(404);
  });
});

describe('conditional requests', () => {
  it('get 304 where it is declared and the tag is the same', async () => {
    const call = await start();
    const { etag } = await call('POST', '/orders', { id: 1, item: 'a' });
    const table: readonly [string, number][] = [
      [etag, 304],
      [`W/${etag}`, 304],
      [`"x", ${etag}`, 304],
      ['*', 304],
      ['"x"', 200],
    ];
    for (const [tag, status] of table) {
      const read = await call('GET', '/orders/1', undefined, { 'if-none-match': tag });
      expect([tag, read.status, read.etag]).toEqual([tag, status, etag]);
    }
  });

  it('get 412 and 428 where they are declared', async () => {
    const call = await start();
    const { etag } = await call('POST', '/orders', { id: 1, item: 'a' });
    const table: readonly [Record<string, string>, number][] = [
      [{}, 428],
      [{ 'if-match': '"x"' }, 412],
      [{ 'if-match': `W/${etag}` }, 412],
      [{ 'if-none-match': '*' }, 412],
      [{ 'if-match': etag }, 200],
      [{ 'if-match': etag }, 412],
      [{ 'if-match': '*' }, 200],
    ];
    for (const [headers, status] of table) {
      expect((await call('PUT', '/orders/1', { id: 1, item: 'b' }, headers)).status, JSON.stringify(headers)).toBe(status);
    }
  });
});

describe('JSON Patch', () => {
  it('changes an item by its media type, whole or not at all, and leaves what is read-only', async () => {
    const call = await start();
    await call('POST', '/orders', { id: 1, item: 'a', tags: ['x', 'y'] });
    const patched = await call('PATCH', '/orders/1', [
      { op: 'test', path: '/item', value: 'a' },
      { op: 'replace', path: '/item', value: 'b' },
      { op: 'add', path: '/tags/-', value: 'z' },
      { op: 'remove', path: '/tags/0' },
      { op: 'add', path: '/documentNo', value: 'sneaky' },
    ]);
    expect([patched.status, patched.body]).toEqual([200, expect.objectContaining({ id: 1, item: 'b', tags: ['y', 'z'] })]);
    expect((patched.body as { documentNo: string }).documentNo).not.toBe('sneaky');
    const table: readonly [unknown[], number][] = [
      [
        [
          { op: 'replace', path: '/item', value: 'c' },
          { op: 'test', path: '/item', value: 'a' },
        ],
        409,
      ],
      [[{ op: 'remove', path: '/nothing' }], 409],
      [[{ op: 'remove', path: '/item' }], 422],
      [[{ op: 'replace', path: '', value: 3 }], 422],
      [[{ op: 'delete', path: '/item' }], 400],
      [[{ op: 'add', path: 'item', value: 1 }], 400],
      [[{ op: 'add', path: '/__proto__/x', value: 1 }], 409],
      [[3], 400],
    ];
    for (const [patch, status] of table) expect((await call('PATCH', '/orders/1', patch)).status, JSON.stringify(patch)).toBe(status);
    expect((await call('GET', '/orders/1')).body).toEqual(patched.body);
  });

  it('changes neither argument', () => {
    const [target, patch] = [
      { a: [1] },
      [
        { op: 'add', path: '/a/-', value: { b: 1 } },
        { op: 'add', path: '/a/1/b', value: 2 },
      ],
    ];
    const before = structuredClone([target, patch]);
    expect(applyJsonPatch(target, patch)).toEqual({ value: { a: [1, { b: 2 }] } });
    expect([target, patch]).toEqual(before);
  });
});
