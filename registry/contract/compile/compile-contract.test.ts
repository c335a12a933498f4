import { describe, expect, test } from 'vitest';
import type { Contract, HttpOperation, Location, NamedSchema, Schema, SchemaId } from '../contract.ts';
import { compileContract } from './compile-contract.ts';
import { compileOpenApi, summarise } from './document-under-test.ts';

const location: Location = { file: 'made.yaml', pointer: '/somewhere' };

function operationOf(path: string, schema: Schema): HttpOperation {
  const content = [{ mediaType: 'application/json', direction: 'input' as const, schema, location, examples: [], encoding: {} }];
  return {
    kind: 'http',
    key: `POST ${path}`,
    origin: 'path',
    method: 'POST',
    path,
    tags: [],
    deprecated: false,
    parameters: [],
    requestBody: { required: true, content, location },
    responses: [],
    security: [],
    callbacks: [],
    servers: [],
    extensions: {},
    location,
  };
}

function contractOf(operations: readonly HttpOperation[], schemas: Readonly<Record<SchemaId, Schema>> = {}): Contract {
  const named = Object.entries(schemas).map(([id, schema]): [SchemaId, NamedSchema] => [
    id as SchemaId,
    { id: id as SchemaId, name: id, schema, location },
  ]);
  return {
    specification: { format: 'openapi', version: '3.1.0' },
    title: 'Made by hand',
    version: '1.0.0',
    servers: [],
    operations,
    schemas: new Map(named),
    securitySchemes: new Map(),
    findings: [],
    locate: ({ file }) => ({ file }),
  };
}

const untouchable = {
  get type(): never {
    throw new Error('this schema must not be looked at');
  },
};

const post = (path: string, value: unknown) => ({ method: 'POST', url: path, body: { value } });

describe('compiling', () => {
  test('looks at no schema before it is needed', () => {
    const contract = contractOf([operationOf('/a', { $ref: 'schema:0' }), operationOf('/b', untouchable)], {
      'schema:0': { type: 'string' },
      'schema:1': untouchable,
    });
    const compiled = compileContract(contract);
    expect(summarise(compiled.acceptsRequest(post('/a', 'x')))).toBe('accepted');
    expect(summarise(compiled.acceptsRequest(post('/a', 1)))).toEqual(['invalid-body']);
    expect(summarise(compiled.acceptsRequest({ method: 'GET', url: '/b' }))).toEqual(['method-not-allowed']);
  });

  test('a schema that cannot be compiled is an error of compileAll, and refuses messages without throwing', () => {
    const compiled = compileContract(contractOf([operationOf('/a', { type: 'string' }), operationOf('/b', untouchable)]));
    expect(compiled.compileAll()).toMatchObject([{ code: 'SCHEMA_INVALID', place: { file: 'made.yaml' } }]);
    expect(summarise(compiled.acceptsRequest(post('/b', 'x')))).toEqual(['invalid-body']);
  });

  test('compiles everything of a whole contract', async () => {
    const schema = { $ref: '#/components/schemas/Node' };
    const compiled = await compileOpenApi({
      components: { schemas: { Node: { properties: { id: { readOnly: true }, next: schema, secret: { writeOnly: true } } } } },
      paths: {
        '/a': {
          post: {
            requestBody: { content: { 'application/json': { schema } } },
            responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
          },
        },
      },
    });
    expect(compiled.compileAll()).toEqual([]);
  });

  test('a contract of a thousand operations takes next to no time', () => {
    const contract = contractOf(Array.from({ length: 1000 }, (_, index) => operationOf(`/a${index}/{id}/b`, untouchable)));
    const start = performance.now();
    const compiled = compileContract(contract);
    expect(performance.now() - start).toBeLessThan(50);
    expect(summarise(compiled.acceptsRequest({ method: 'GET', url: '/a999/5/b' }))).toEqual(['method-not-allowed']);
  });
});

describe('schemas that refer to each other in place', () => {
  const schemas: Readonly<Record<SchemaId, Schema>> = {
    'schema:0': { oneOf: [{ $ref: 'schema:1' }, { $ref: 'schema:2' }] },
    'schema:1': { allOf: [{ $ref: 'schema:0' }], required: ['cat'], properties: { cat: { $ref: 'schema:0' } } },
    'schema:2': { required: ['dog'], properties: { dog: { type: 'integer' } } },
    'schema:3': { $ref: 'schema:4' },
    'schema:4': { $ref: 'schema:3', type: 'string' },
  };
  test.each<[SchemaId, unknown, unknown]>([
    ['schema:0', { dog: 1 }, 'accepted'],
    ['schema:0', { cat: { dog: 1 } }, 'accepted'],
    ['schema:0', { cat: { cat: { dog: 1 } } }, 'accepted'],
    ['schema:0', { cat: { dog: 'x' } }, ['invalid-body']],
    ['schema:0', {}, ['invalid-body']],
    ['schema:1', { dog: 1 }, ['invalid-body', 'invalid-body']],
    ['schema:3', 'x', 'accepted'],
    ['schema:3', 1, ['invalid-body']],
  ])('%s judges %j', (id, value, want) => {
    const compiled = compileContract(contractOf([operationOf('/a', { $ref: id })], schemas));
    expect(summarise(compiled.acceptsRequest(post('/a', value)))).toEqual(want);
  });
});

test('what is no JSON Schema judges nothing', () => {
  const schema: Schema = {
    type: 'date',
    minimum: '5',
    required: true,
    pattern: '(',
    enum: 'a',
    properties: [],
    items: 5,
    allOf: {},
    multipleOf: 0,
    $ref: 'schema:9',
  };
  const compiled = compileContract(contractOf([operationOf('/a', schema)]));
  expect(summarise(compiled.acceptsRequest(post('/a', { a: 1 })))).toBe('accepted');
});
