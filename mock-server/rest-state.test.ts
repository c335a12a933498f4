import { describe, expect, it } from 'vitest';
import { contractOf, serve } from './testing/serve.ts';

const orders = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: createOrder
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewOrder' } } } }
      responses:
        '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        '409': { description: taken, content: { application/problem+json: { schema: { type: object } } } }
    get:
      operationId: listOrders
      parameters:
        - { name: limit, in: query, schema: { type: integer, default: 2 } }
        - { name: cursor, in: query, schema: { type: string } }
        - { name: item, in: query, schema: { type: string } }
        - { name: sku, in: query, schema: { type: string } }
      responses:
        '200':
          description: some
          content:
            application/json:
              schema:
                type: object
                additionalProperties: false
                required: [orders, total]
                properties:
                  orders: { type: array, items: { $ref: '#/components/schemas/Order' } }
                  next_cursor: { type: string, minLength: 1 }
                  total: { type: integer }
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getOrder
      responses:
        '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        '404': { description: no, content: { application/json: { schema: { type: object, additionalProperties: false, required: [message], properties: { message: { type: string } } } } } }
    put:
      operationId: putOrder
      parameters: [{ name: If-Match, in: header, schema: { type: string } }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewOrder' } } } }
      responses:
        '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
    patch:
      operationId: patchOrder
      parameters: [{ name: If-Match, in: header, schema: { type: string } }]
      requestBody: { required: true, content: { application/merge-patch+json: { schema: { type: object } } } }
      responses:
        '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
    delete:
      operationId: deleteOrder
      responses: { '204': { description: gone } }
  /orders/{orderId}/notes:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    post:
      operationId: addNote
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
    get:
      operationId: listNotes
      responses: { '200': { description: some, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } }
components:
  schemas:
    NewOrder:
      type: object
      required: [item]
      properties: { orderId: { type: string }, item: { type: string }, lines: { type: array, items: { $ref: '#/components/schemas/Line' } } }
    Line: { type: object, properties: { sku: { type: string }, lineNo: { type: string, readOnly: true, examples: ['L-001'] } } }
    Order:
      type: object
      additionalProperties: false
      required: [orderId, item, documentNo, createdAt, status]
      properties:
        orderId: { type: string, format: uuid }
        item: { type: string }
        lines: { type: array, items: { $ref: '#/components/schemas/Line' } }
        documentNo: { type: string, readOnly: true, pattern: '^45\\d{8}$' }
        createdAt: { type: string, format: date-time, readOnly: true }
        updatedAt: { type: string, format: date-time, readOnly: true }
        status: { type: string, enum: [draft, sent] }
    Note: { type: object, required: [id, text], properties: { id: { type: integer }, text: { type: string }, orderId: { type: string } } }
`;

const id = '6f1d2c3a-4b5e-4f60-8a71-000000000001';

async function start() {
  const server = await serve(await contractOf('orders', orders, 'state: strict\n'));
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const response = await fetch(server.urlOf('orders') + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown>,
    };
  };
  return { server, call };
}

describe('state by REST shape', () => {
  it('reads back what was posted, with what the system assigns', async () => {
    const { call } = await start();
    const made = await call('POST', '/orders', { item: 'gauze', lines: [{ sku: 'A' }, { sku: 'B' }] });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      item: 'gauze',
      status: 'draft',
      createdAt: '2026-01-01T00:00:01Z',
      lines: [{ sku: 'A', lineNo: 'L-001' }, { sku: 'B' }],
    });
    expect(made.body['documentNo']).toMatch(/^45\d{8}$/);
    const location = made.headers.get('location');
    expect(location).toBe(`/orders/orders/${String(made.body['orderId'])}`);
    const read = await call('GET', (location ?? '').replace('/orders', ''));
    expect([read.status, read.body, read.headers.get('etag')]).toEqual([200, made.body, made.headers.get('etag')]);
  });

  it('assigns the same values to the same requests', async () => {
    const first = await (await start()).call('POST', '/orders', { item: 'gauze' });
    const second = await (await start()).call('POST', '/orders', { item: 'gauze' });
    expect(second.body).toEqual(first.body);
  });

  it('takes the id that the body brings, and refuses it a second time', async () => {
    const { call } = await start();
    expect((await call('POST', '/orders', { orderId: id, item: 'gauze' })).body['orderId']).toBe(id);
    expect((await call('GET', `/orders/${id}`)).status).toBe(200);
    expect((await call('POST', '/orders', { orderId: id, item: 'gloves' })).body).toMatchObject({ status: 409, code: 'RESOURCE_EXISTS' });
    expect((await call('GET', `/orders/${id}`)).body['item']).toBe('gauze');
  });

  it("answers an unknown id in the contract's own error shape", async () => {
    const { call } = await start();
    const { status, body } = await call('GET', `/orders/${id}`);
    expect([status, Object.keys(body)]).toEqual([404, ['message']]);
  });

  it('lists page by page, in the order of creation, filtered by fields and by fields of parts', async () => {
    const { call } = await start();
    for (const item of ['a', 'b', 'a', 'c', 'a']) await call('POST', '/orders', { item, lines: [{ sku: `${item}-1` }] });
    const items = ({ body }: { readonly body: Record<string, unknown> }) =>
      (body['orders'] as { readonly item: string }[]).map(({ item }) => item);
    const first = await call('GET', '/orders');
    expect([items(first), first.body['total']]).toEqual([['a', 'b'], 5]);
    const second = await call('GET', `/orders?limit=3&cursor=${String(first.body['next_cursor'])}`);
    expect(items(second)).toEqual(['a', 'c', 'a']);
    expect(second.body).not.toHaveProperty('next_cursor');
    expect(items(await call('GET', '/orders?limit=9&item=a'))).toEqual(['a', 'a', 'a']);
    expect(items(await call('GET', '/orders?sku=c-1'))).toEqual(['c']);
    expect((await call('GET', '/orders?cursor=nonsense')).body).toMatchObject({ status: 400, code: 'CURSOR_UNKNOWN' });
  });

  it('patches, replaces and deletes, and guards changes by If-Match', async () => {
    const { call } = await start();
    const put = await call('PUT', `/orders/${id}`, { item: 'gauze' });
    expect([put.status, put.body['orderId']]).toEqual([201, id]);
    const etag = put.headers.get('etag') ?? '';
    const patched = await call(
      'PATCH',
      `/orders/${id}`,
      { item: 'gloves', lines: [{ sku: 'A' }], documentNo: '4500000000' },
      { 'if-match': etag },
    );
    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({ item: 'gloves', documentNo: put.body['documentNo'] });
    expect(patched.body['updatedAt']).not.toBe(put.body['updatedAt']);
    expect((await call('PATCH', `/orders/${id}`, { item: 'x' }, { 'if-match': etag })).status).toBe(412);
    expect((await call('PATCH', `/orders/${id}`, { lines: null })).body).not.toHaveProperty('lines');
    expect((await call('PATCH', `/orders/${id}`, { item: null })).body).toMatchObject({ status: 422, code: 'RESOURCE_INVALID' });
    const replaced = await call('PUT', `/orders/${id}`, { item: 'masks' }, { 'if-match': '*' });
    expect([replaced.status, replaced.body['item'], replaced.body['createdAt']]).toEqual([200, 'masks', put.body['createdAt']]);
    expect((await call('DELETE', `/orders/${id}`)).status).toBe(204);
    expect((await call('GET', `/orders/${id}`)).status).toBe(404);
  });

  it('keeps sub-collections below their parent', async () => {
    const { call } = await start();
    await call('PUT', `/orders/${id}`, { item: 'gauze' });
    expect((await call('POST', `/orders/${id}/notes`, { text: 'hello' })).body).toMatchObject({ text: 'hello', orderId: id });
    expect((await call('GET', `/orders/${id}/notes`)).body).toMatchObject([{ text: 'hello' }]);
    expect((await call('GET', '/orders/unknown/notes')).status).toBe(404);
    await call('DELETE', `/orders/${id}`);
    await call('PUT', `/orders/${id}`, { item: 'gauze' });
    expect((await call('GET', `/orders/${id}/notes`)).body).toEqual([]);
  });

  it('forgets on reset', async () => {
    const { server, call } = await start();
    await call('PUT', `/orders/${id}`, { item: 'gauze' });
    expect((await fetch(`${server.url}/__interlock/reset`, { method: 'POST' })).status).toBe(204);
    expect((await call('GET', `/orders/${id}`)).status).toBe(404);
  });

  it('answers HEAD like GET, without a body', async () => {
    const { call } = await start();
    await call('PUT', `/orders/${id}`, { item: 'gauze' });
    const { status, headers, body } = await call('HEAD', `/orders/${id}`);
    expect([status, headers.get('content-type'), body]).toEqual([200, 'application/json', undefined]);
  });
});
