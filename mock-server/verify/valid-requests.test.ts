import { expect, it } from 'vitest';
import type { HttpOperation } from '../../registry/contract/index.ts';
import { compileText } from '../testing/serve.ts';
import { KnownValues } from './known-values.ts';
import { validRequests } from './valid-requests.ts';

async function firstRequest(what: string) {
  const compiled = await compileText(`
openapi: 3.1.0
info: { title: Files, version: 1.0.0 }
paths:
  /files:
    post:
      operationId: send
${what}
      responses: { '204': { description: Done. } }
`);
  const operation = compiled.operation('send') as HttpOperation;
  const [request] = validRequests(compiled, operation, new KnownValues(compiled.contract), '');
  return request && { url: request.url, type: request.headers['content-type'], body: request.body && Buffer.from(request.body).toString() };
}

const parameter = (style: string, schema: string, example: string) =>
  `      parameters: [{ name: q, in: query, required: true, ${style}, schema: ${schema}, example: ${example} }]`;
const texts = '{ type: array, minItems: 2, items: { type: string } }';
const range = '{ type: object, required: [from], properties: { from: { type: integer }, note: { type: string } } }';

it.each([
  ['style: deepObject, explode: true', range, '{ from: 3, note: a&b }', '/files?q%5Bfrom%5D=3&q%5Bnote%5D=a%26b'],
  ['style: form, explode: false', texts, '[a, b]', '/files?q=a,b'],
  ['style: form, explode: true', texts, '[a, b]', '/files?q=a&q=b'],
  ['style: form, explode: true', range, '{ from: 3 }', '/files?from=3'],
  ['style: spaceDelimited, explode: false', texts, '[a, b]', '/files?q=a%20b'],
  ['style: pipeDelimited, explode: false', texts, '[a, b]', '/files?q=a%7Cb'],
])('writes a query of %s', async (style, schema, example, url) => {
  expect(await firstRequest(parameter(style, schema, example))).toMatchObject({ url });
});

it('writes a multipart body, its parts by their encoding', async () => {
  const request = await firstRequest(`      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: { type: object, required: [name, about], properties: { name: { type: string }, about: { type: object } } }
            example: { name: n, about: { a: 1 } }
            encoding: { name: { contentType: text/plain } }`);
  expect(request?.type).toMatch(/^multipart\/form-data; boundary=/);
  expect(request?.body).toContain('name="name"\r\nContent-Type: text/plain\r\n\r\nn\r\n');
  expect(request?.body).toContain('{"a":1}');
});
