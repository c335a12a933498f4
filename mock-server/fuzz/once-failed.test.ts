import { request as httpRequest } from 'node:http';
import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const thing = `{ type: object, required: [name], properties: { name: { type: string }, tag: {} } }`;
const impossible = `{ description: no, content: { application/json: { schema: { allOf: [{ type: string }, { type: integer }] } } } }`;
const document = `
openapi: 3.1.0
info: { title: Once failed, version: 1.0.0 }
security: [{}, { key: [] }]
paths:
  /things:
    get: { operationId: list, parameters: [{ name: tag, in: query, schema: {} }], responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: ${thing} } } } } } }
    post:
      operationId: create
      callbacks: { made: { '{$request.query.url}': { post: { responses: { '204': { description: ok } } } } } }
      requestBody: { required: true, content: { application/json: { schema: ${thing} }, application/xml: { schema: {} } } }
      responses: { '201': { description: made, content: { application/json: { schema: ${thing} } } }, '400': ${impossible}, '409': ${impossible} }
  /things/{name}:
    put: { operationId: put, parameters: [{ name: name, in: path, required: true, schema: { type: string } }], requestBody: { content: { application/json: { schema: ${thing} } } }, responses: { '200': { description: put, content: { application/json: { schema: ${thing} } } }, '201': { description: made } } }
  /today: { get: { operationId: today, responses: { '200': { description: a day, content: { application/json: { schema: { type: string, format: date } } } } } } }
components: { securitySchemes: { key: { type: apiKey, in: query, name: key } } }
`;

async function start() {
  const server = await serve(await contractOf('once', document));
  const url = server.urlOf('once');
  const send = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
    const sent = { method, headers: { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body }) };
    const answer = await fetch(url + path, sent);
    const text = await answer.text();
    return { status: answer.status, type: answer.headers.get('content-type'), location: answer.headers.get('location'), text };
  };
  return { server, url, send };
}

it('looks for a key in the query of a path that is no URL', async () => {
  const { send } = await start();
  expect((await send('GET', '//?key=1')).status).toBe(404);
});

it('keeps a resource whose id has half a surrogate pair', async () => {
  const { send } = await start();
  expect(await send('POST', '/things', String.raw`{"name":"a\ud800"}`)).toMatchObject({
    status: 201,
    text: String.raw`{"name":"a\ud800"}`,
  });
  expect((await send('PUT', '/things/a%EF%BF%BD', '{"name":"a"}')).status).toBe(200);
});

it('filters resources with a member named toString', async () => {
  const { send } = await start();
  await send('POST', '/things', '{"name":"a","tag":{"toString":1,"valueOf":2}}');
  expect(await send('GET', '/things?tag=x')).toMatchObject({ status: 200, text: '[]' });
});

it('refuses an instant and a duration with a member named toString', async () => {
  const { server } = await start();
  const body = '{"by":{"toString":1},"now":{"toString":1}}';
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${server.url}/__interlock/clock/advance`, { method: 'POST', headers, body })).status).toBe(400);
  expect((await fetch(`${server.url}/__interlock/clock`, { method: 'PUT', headers, body })).status).toBe(400);
});

it('answers with problem details where the declared error can say nothing', async () => {
  const { send } = await start();
  expect(await send('POST', '/things', '{}')).toMatchObject({ status: 400, type: 'application/problem+json' });
  await send('POST', '/things', '{"name":"a"}');
  expect(await send('POST', '/things', '{"name":"a"}')).toMatchObject({ status: 409, type: 'application/problem+json' });
});

it('creates by PUT where 201 has no content', async () => {
  const { send } = await start();
  expect(await send('PUT', '/things/new', '{"name":"new"}')).toMatchObject({ status: 201, text: '' });
});

it('makes no resource of the bytes of an XML body', async () => {
  const { send } = await start();
  const made = await send('POST', '/things', '<thing/>', { 'content-type': 'application/xml' });
  expect(Object.keys(JSON.parse(made.text) as object)).toEqual(['name']);
});

it('takes a seed with a control character in the query', async () => {
  const { send } = await start();
  expect(await send('GET', '/today?__seed=%00x')).toEqual(await send('GET', '/today?__seed=x'));
  expect((await send('GET', '/today?__seed=%00x')).status).toBe(200);
});

it('sends callbacks whatever the host that was called', async () => {
  const { url } = await start();
  const status = await new Promise((resolve, reject) => {
    const headers = { host: '[', 'content-type': 'application/json' };
    const sent = httpRequest(`${url}/things`, { method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode));
    sent.once('error', reject).end('{"name":"a"}');
  });
  expect(status).toBe(201);
});

it.each(['constructor', 'valueOf', '__proto__'])('serves an operation whose name is %s beside a behaviour file', async (name) => {
  const behaviour =
    'latency: { default: 0, operations: { list: 0 } }\nrules: { put: [{ require: { present: /name }, status: 409, code: NO }] }';
  const server = await serve(await contractOf('once', document.replace('operationId: create', `operationId: ${name}`), behaviour));
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"a"}' };
  expect((await fetch(`${server.urlOf('once')}/things`, init)).status).toBe(201);
});
