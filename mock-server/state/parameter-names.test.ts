import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const line = '{ type: object, required: [lineId], properties: { lineId: { type: string }, note: { type: string } } }';
const answer = `{ description: it, content: { application/json: { schema: ${line} } } }`;
const body = `{ required: true, content: { application/json: { schema: { type: object } } } }`;
const named = (name: string) => `{ name: ${name}, in: path, required: true, schema: { type: string } }`;
const items = (parent: string) => `
  /orders/{${parent}}/lines/{lineId}:
    parameters: [${named(parent)}, ${named('lineId')}]
    get: { responses: { '200': ${answer} } }
    put: { requestBody: ${body}, responses: { '200': ${answer}, '201': ${answer} } }`;
const lines = (parent: string) => `
  /orders/{${parent}}/lines:
    parameters: [${named(parent)}]
    post: { requestBody: ${body}, responses: { '201': ${answer} } }
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: ${line} } } } } } }`;

const orders: readonly [string, string][] = [
  ['the item first', items('orderId') + lines('id')],
  ['the list first', lines('id') + items('orderId')],
];

it.each(orders)('keeps resources below an item that paths name differently: %s', async (_, paths) => {
  const server = await serve(await contractOf('shop', `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:${paths}`));
  const send = async (method: string, path: string, sent?: unknown) => {
    const init = sent === undefined ? {} : { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${server.url}${path}`, { method, ...init });
    return { status: response.status, location: response.headers.get('location'), body: await response.json() };
  };
  const made = await send('POST', '/shop/orders/O-1/lines', { lineId: 'L-1' });
  expect(made).toMatchObject({ status: 201, location: '/shop/orders/O-1/lines/L-1' });
  expect((await send('PUT', '/shop/orders/O-1/lines/L-2', { lineId: 'L-2', note: 'put' })).status).toBe(201);
  expect((await send('GET', '/shop/orders/O-1/lines')).body).toEqual([{ lineId: 'L-1' }, { lineId: 'L-2', note: 'put' }]);
  expect((await send('GET', '/shop/orders/O-1/lines/L-2')).body).toEqual({ lineId: 'L-2', note: 'put' });
});

it('says where an item with a key of OData is whatever the names of the parameters above', async () => {
  const keyed = (items('orderId') + lines('id')).replaceAll('/lines/{lineId}', "/lines('{lineId}')");
  const paths = keyed.replaceAll('/orders/{id}', "/orders('{id}')").replaceAll('/orders/{orderId}', "/orders('{orderId}')");
  const server = await serve(await contractOf('shop', `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:${paths}`));
  const init = { method: 'POST', body: '{"lineId":"L-1"}', headers: { 'content-type': 'application/json' } };
  const made = await fetch(`${server.url}/shop/orders('O-1')/lines`, init);
  expect([made.status, made.headers.get('location')]).toEqual([201, "/shop/orders('O-1')/lines('L-1')"]);
  expect(await (await fetch(server.url + (made.headers.get('location') ?? ''))).json()).toEqual({ lineId: 'L-1' });
});
