import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';
import { readPreferences } from './prefer.ts';
import { preferenceApplied } from './preferred-answer.ts';

const document = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    get:
      operationId: listOrders
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } }
    post:
      operationId: createOrder
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses:
        '201': { description: created, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        '409': { description: taken, content: { application/problem+json: { schema: { type: object, required: [title], properties: { title: { type: string } } } } } }
  /orders/{orderId}:
    get:
      operationId: readOrder
      parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: one
          headers:
            X-Region: { schema: { type: string, enum: [east] } }
            X-Trail: { required: true, schema: { type: array, minItems: 2, items: { type: integer } } }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Order' }
              examples:
                small: { value: { id: S-1, note: small } }
                large: { value: { id: L-1, note: large } }
                broken: { value: { id: 7, note: kept } }
            application/xml: { schema: { $ref: '#/components/schemas/Order' } }
        '404': { description: none, content: { application/problem+json: { schema: { type: object }, examples: { missing: { value: { title: Missing } } } } } }
        5XX: { description: broken, content: { text/plain: { schema: { type: string } } } }
  /orders/{orderId}/summary:
    get:
      operationId: summary
      parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: summary
          content:
            application/json:
              schema: { type: object, properties: { order_id: { type: string }, of: { type: string } } }
              examples:
                small: { value: { order_id: S-1, of: small } }
                large: { value: { order_id: L-1, of: large } }
  /report:
    get:
      operationId: report
      responses: { '200': { description: report, content: { application/json: { schema: { type: object, required: [n, s], properties: { n: { type: integer, default: 3 }, s: { type: string } } } } } } }
components:
  schemas:
    Order: { type: object, required: [id], properties: { id: { type: string }, note: { type: string }, lines: { type: array, items: { type: integer } } }, xml: { name: order } }
`;

async function start(mock?: string) {
  const server = await serve(await contractOf('orders', document, mock));
  return async (path: string, headers: Record<string, string> = {}, body?: string) => {
    const response = await fetch(`${server.urlOf('orders')}${path}`, {
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return {
      status: response.status,
      headers: response.headers,
      type,
      text,
      value: (type.includes('json') ? JSON.parse(text) : undefined) as unknown,
    };
  };
}

describe('Prefer', () => {
  it.each([
    ['code=404', 404, { title: 'Missing' }, 'code=404'],
    ['code=404, example=missing', 404, { title: 'Missing' }, 'code=404, example=missing'],
    ['example=missing', 404, { title: 'Missing' }, 'example=missing'],
    ['example=large', 200, { id: 'L-1', note: 'large' }, 'example=large'],
    ['dynamic=false', 200, { id: 'S-1', note: 'small' }, 'dynamic=false'],
  ])('%s is answered with %i and %j', async (prefer, status, value, applied) => {
    const send = await start();
    const answer = await send('/orders/9', { prefer });
    expect([answer.status, answer.value, answer.headers.get('preference-applied')]).toEqual([status, value, applied]);
  });

  it('takes a code of a range, and of the query', async () => {
    const send = await start();
    const answer = await send('/orders/9', { prefer: 'code=503' });
    expect([answer.status, answer.type]).toEqual([503, 'text/plain']);
    expect((await send('/orders/9?__code=404')).status).toBe(404);
  });

  it.each([
    ['code=418', 'Prefer asks for code=418: the operation declares 200, 404, 5XX'],
    ['code=abc', 'Prefer asks for code=abc: the operation declares 200, 404, 5XX'],
    ['code=100', 'Prefer asks for code=100: the operation declares 200, 404, 5XX'],
    [
      'example=huge',
      'Prefer asks for example=huge, which the response 200 has not: the operation has 200: small, large, broken; 404: missing',
    ],
    [
      'code=404, example=small',
      'Prefer asks for example=small, which the response 404 has not: the operation has 200: small, large, broken; 404: missing',
    ],
  ])('%s is refused with what there is', async (prefer, detail) => {
    const send = await start();
    expect((await send('/orders/9', { prefer })).value).toMatchObject({ status: 400, code: 'PREFERENCE_UNKNOWN', detail });
  });

  it('refuses the example that was asked for where it does not fit, with the reason', async () => {
    const send = await start();
    const { status, value, headers } = await send('/orders/9', { prefer: 'example=broken' });
    expect([status, headers.get('preference-applied')]).toEqual([400, null]);
    expect(value).toMatchObject({
      code: 'EXAMPLE_UNFIT',
      detail: 'Prefer asks for example=broken, which does not fit the contract itself',
      errors: [{ pointer: '/id', detail: 'expected string, found an integer' }],
    });
  });

  it('takes the example of the resource that the path asks for', async () => {
    const send = await start();
    const notes = await Promise.all(
      ['/orders/L-1', '/orders/S-1', '/orders/9', '/orders/L-1/summary', '/orders/S-1/summary'].map(
        async (path) => (await send(path)).value,
      ),
    );
    expect(notes).toMatchObject([{ id: 'L-1', note: 'large' }, { note: 'small' }, { id: '9' }, { of: 'large' }, { of: 'small' }]);
  });

  it('generates when asked to, by the seed, with the id that was asked for', async () => {
    const send = await start();
    const answers = await Promise.all(
      ['1', '1', '2', '3', '4', '5'].map((seed) => send('/orders/A-9', { prefer: `dynamic=true, seed=${seed}` })),
    );
    const texts = answers.map(({ text }) => text);
    expect(answers.map(({ value }) => (value as { readonly id: string }).id)).toEqual(texts.map(() => 'A-9'));
    expect(texts[1]).toBe(texts[0]);
    expect(new Set(texts).size).toBeGreaterThan(2);
  });

  it('decides by the seed what is generated without examples', async () => {
    const send = await start();
    const texts = await Promise.all(['seed=1', 'seed=1', 'seed=2'].map(async (prefer) => (await send('/report', { prefer })).text));
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({ n: 3 });
  });

  it('stores nothing for a preferred answer, and all for the code of success', async () => {
    const send = await start();
    expect((await send('/orders', { prefer: 'code=409' }, '{"id":"N-1"}')).status).toBe(409);
    expect((await send('/orders')).value).toEqual([]);
    expect((await send('/orders', { prefer: 'code=201' }, '{"id":"N-1"}')).status).toBe(201);
    expect((await send('/orders')).value).toEqual([{ id: 'N-1' }]);
  });

  it('gives the success that was asked for where there is nothing to show', async () => {
    const send = await start('state: strict');
    expect((await send('/orders/9')).status).toBe(404);
    expect((await send('/orders/9', { prefer: 'code=200' })).value).toEqual({ id: 'S-1', note: 'small' });
  });

  it('answers in XML where that is what is accepted', async () => {
    const send = await start();
    const { type, text } = await send('/orders/9', { prefer: 'dynamic=true, seed=1', accept: 'application/xml' });
    expect(type).toBe('application/xml');
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<order><id>.+<\/id><note>.+<\/note><lines>\d+<\/lines><\/order>$/);
  });

  it('sends the headers that the response declares', async () => {
    const send = await start();
    const { headers } = await send('/orders/9', { prefer: 'dynamic=true' });
    expect(headers.get('x-region')).toBe('east');
    expect(headers.get('x-trail')).toMatch(/^\d+,\s?\d+$/);
  });
});

describe('preferenceApplied', () => {
  it('quotes what is no token', () => {
    expect(preferenceApplied(readPreferences({ prefer: String.raw`example="a \"b\"", dynamic` }, '/'))).toBe(
      String.raw`example="a \"b\"", dynamic=true`,
    );
  });
});
