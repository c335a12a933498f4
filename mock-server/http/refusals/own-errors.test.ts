import { expect, it } from 'vitest';
import { contractOf, serve } from '../../testing/serve.ts';

const documentOf = (schema: string, mediaType: string): string => `
openapi: 3.0.3
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    post:
      operationId: addThing
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [n, name], properties: { n: { type: integer }, name: { type: string } } } } } }
      responses:
        '201': { description: made }
        '422': { description: no, content: { ${mediaType}: { schema: ${schema} } } }
`;

const text = '{ type: string }';
const detail = 'The request does not fit the contract in 2 ways';
const missing = "the required property 'name' is missing";
const number = 'expected integer, found a string of length 1';

it.each<[string, string, unknown, string?]>([
  [
    'fields and messages',
    `{ type: object, additionalProperties: false, required: [code, message, errors], properties: { code: ${text}, message: ${text}, errors: { type: array, items: { type: object, required: [field, message], properties: { field: ${text}, message: ${text} } } } } }`,
    {
      code: 'REQUEST_INVALID',
      message: detail,
      errors: [
        { field: 'body', message: missing },
        { field: 'n', message: number },
      ],
    },
  ],
  [
    'an error within',
    `{ type: object, additionalProperties: false, required: [error], properties: { error: { type: object, properties: { code: { type: string, enum: [NOT_FOUND, VALIDATION_FAILED] }, status: { type: integer }, details: { type: array, items: ${text} } } } } }`,
    { error: { code: 'VALIDATION_FAILED', status: 422, details: [`body: ${missing}`, `n: ${number}`] } },
  ],
  [
    'a message too long for its member',
    `{ type: object, additionalProperties: false, required: [code, message], properties: { code: ${text}, message: { type: string, maxLength: 9 } } }`,
    { code: 'REQUEST_INVALID', message: expect.stringMatching(/^.{0,9}$/) },
  ],
  [
    'problem details with a list of their own',
    `{ type: object, additionalProperties: false, required: [title, status], properties: { title: ${text}, status: { type: integer }, detail: ${text}, violations: { type: array, items: { type: object, properties: { pointer: ${text}, reason: ${text} } } } } }`,
    {
      title: 'Unprocessable Content',
      status: 422,
      detail,
      violations: [
        { pointer: '', reason: missing },
        { pointer: '/n', reason: number },
      ],
    },
    'application/problem+json',
  ],
])('an error that the contract describes says what is wrong: %s', async (_, schema, expected, mediaType = 'application/json') => {
  const server = await serve(await contractOf('things', documentOf(schema, mediaType)));
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.urlOf('things')}/things`, { method: 'POST', headers, body: '{"n":"é"}' });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toEqual(expected);
  expect(JSON.parse(answer.headers.get('interlock-violations') ?? '')).toEqual([
    { part: 'body', pointer: '', detail: missing },
    { part: 'body', pointer: '/n', detail: number },
  ]);
});
