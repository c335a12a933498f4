import fc from 'fast-check';
import { PROTOTYPE_NAMES } from './hostile-values.ts';

const name = fc.oneof(
  fc.constantFrom(...PROTOTYPE_NAMES),
  fc.constantFrom('id', 'name', 'status', 'total', 'createdAt', 'a b', 'ä', 'x.y', '$ref', '0', 'items'),
);

/** Schemas that some value fits, with members that are named to confuse. */
const schema = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(
      { type: 'string' },
      { type: 'integer', minimum: -3, maximum: 3 },
      { type: 'boolean' },
      {},
      { type: ['string', 'null'] },
    ),
    fc.constantFrom('uuid', 'date', 'date-time', 'email', 'uri', 'byte').map((format) => ({ type: 'string', format })),
    fc.constantFrom<unknown>(
      { type: 'string', pattern: '^[a-z]{2,4}-\\d$' },
      { type: 'string', minLength: 3, maxLength: 5 },
      { enum: ['__proto__', 1, null] },
      { type: 'number', multipleOf: 0.01 },
    ),
    tie('any').map((items) => ({ type: 'array', items, maxItems: 3 })),
    fc.array(fc.tuple(name, tie('any'), fc.boolean()), { maxLength: 4 }).map(objectSchema),
    fc.tuple(tie('any'), tie('any')).map(([one, other]) => ({ anyOf: [one, other] })),
  ),
})).any;

function objectSchema(members: readonly (readonly [string, unknown, boolean])[]): object {
  const properties = JSON.parse(
    `{${[...new Map(members.map(([key, value]) => [key, value]))].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
  ) as object;
  const required = [...new Set(members.flatMap(([key, , isRequired]) => (isRequired ? [key] : [])))];
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

const resource = fc.array(fc.tuple(name, schema, fc.boolean()), { minLength: 1, maxLength: 5 }).map(objectSchema);

/** Documents, as JSON, of one collection with all that REST does to it, whose resources and errors have schemas that are made up. */
export const generatedDocument: fc.Arbitrary<string> = fc
  .record({ thing: resource, error: fc.oneof(resource, schema), query: name, wanted: schema })
  .map(({ thing, error, query, wanted }) => {
    const json = (of: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${of}` } } });
    const refused = { description: 'no', content: json('Error') };
    const errors = { 400: refused, 404: refused, 409: refused };
    const item = { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] };
    const answer = (status: number, content?: object) => ({ [status]: { description: 'ok', ...(content && { content }) }, ...errors });
    const requestBody = { required: true, content: json('Thing') };
    return JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Generated', version: '1.0.0' },
      paths: {
        '/things': {
          get: {
            operationId: 'list',
            parameters: [
              { name: query, in: 'query', schema: wanted },
              { name: 'limit', in: 'query', schema: { type: 'integer' } },
            ],
            responses: answer(200, { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } } }),
          },
          post: { operationId: 'create', requestBody, responses: answer(201, json('Thing')) },
        },
        '/things/{id}': {
          ...item,
          get: { operationId: 'get', responses: answer(200, json('Thing')) },
          put: { operationId: 'put', requestBody, responses: answer(200, json('Thing')) },
          patch: {
            operationId: 'patch',
            requestBody: { content: { 'application/merge-patch+json': { schema: { type: 'object' } } } },
            responses: answer(200, json('Thing')),
          },
          delete: { operationId: 'delete', responses: answer(204) },
        },
      },
      components: { schemas: { Thing: thing, Error: error } },
    });
  });
