import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const thing = "{ $ref: '#/components/schemas/Thing' }";
const body = `{ required: true, content: { application/json: { schema: ${thing} } } }`;
const shows = (schema = thing) => `{ description: it, content: { application/json: { schema: ${schema} } } }`;
const document = `
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get: { responses: { '200': ${shows(`{ type: array, items: ${thing} }`)} } }
    put: { requestBody: ${body}, responses: { '200': ${shows()} } }
    post: { requestBody: ${body}, responses: { '200': ${shows()}, '412': { description: changed } } }
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': ${shows()} } }
components:
  schemas:
    Thing:
      type: object
      properties:
        id: { type: string }
        name: { type: string }
        updatedAt: { type: string, format: date-time, readOnly: true }
        version: { type: integer, readOnly: true }
`;

it('a POST that changes what is there touches it, under its preconditions', async () => {
  const server = await serve(await contractOf('things', document, 'state: strict'));
  const post = async (name: string, headers: Record<string, string> = {}) => {
    const init = { method: 'POST', body: JSON.stringify({ id: 'a', name }), headers: { 'content-type': 'application/json', ...headers } };
    const response = await fetch(`${server.url}/things/things`, init);
    const made = (await response.json().catch(() => ({}))) as { readonly version: number; readonly updatedAt: string };
    return { status: response.status, etag: response.headers.get('etag') ?? '', ...made };
  };
  const first = await post('one');
  const second = await post('two');
  expect(second).toMatchObject({ status: 200, name: 'two', version: first.version + 1 });
  expect(Date.parse(second.updatedAt)).toBeGreaterThan(Date.parse(first.updatedAt));
  expect((await post('three', { 'if-match': first.etag })).status).toBe(412);
  expect((await post('three', { 'if-match': second.etag })).status).toBe(200);
  expect(await (await fetch(`${server.url}/things/things`)).json()).toMatchObject([{ id: 'a', name: 'three', version: first.version + 2 }]);
});
