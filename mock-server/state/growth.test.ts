import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const documentWith = (id: string, required = '') => `
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    post: { operationId: make, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } } }
    get: { operationId: list, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } } } } }
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: read, responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } } }
components:
  schemas: { Thing: { type: object, ${required} properties: { id: ${id}, name: { type: string } } } }
`;

const ids: readonly [string, string, string?][] = [
  ['whole numbers', '{ type: integer }'],
  ['whole numbers that are required, within bounds', '{ type: integer, minimum: 1000, maximum: 9999999 }', 'required: [id],'],
  ['texts', '{ type: string }'],
  ['texts like an example', "{ type: string, examples: ['T-100'] }", 'required: [id],'],
  ['texts of a pattern', "{ type: string, pattern: '^[A-F][0-9]{4}$' }"],
  ['uuids', '{ type: string, format: uuid }'],
];

it.each(ids)('a collection grows under ids that nobody sent: %s', async (_, id, required) => {
  const server = await serve(await contractOf('things', documentWith(id, required)));
  const make = async (name: string, sent?: unknown) => {
    const body = JSON.stringify(sent === undefined ? { name } : { name, id: sent });
    const response = await fetch(`${server.url}/things/things`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    return { status: response.status, body: (await response.json()) as { readonly id: unknown } };
  };
  const made = new Set<unknown>();
  for (let count = 0; count < 150; count++) {
    const { status, body } = await make(`thing ${count}`);
    expect(status, String(count)).toBe(201);
    made.add(body.id);
  }
  expect(made.size).toBe(150);
  expect((await make('taken', [...made][0])).status).toBe(409);
  const listed = (await (await fetch(`${server.url}/things/things`)).json()) as unknown[];
  expect(listed).toHaveLength(150);
});
