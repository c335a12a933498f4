import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readContract } from '../read-contract.ts';
import { contractOf, contractWith, failureOf, slotSchema, writtenOut } from '../testing/contract-of.ts';
import { memoryTree } from '../load/memory-tree.ts';

const HEAD = { openapi: '3.1.0', info: { title: 't', version: '1' } };
const withSchema = (schema: unknown) => ({
  ...HEAD,
  paths: { '/x': { get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } } } },
});

async function written(files: Readonly<Record<string, unknown>>, path = 'api.yaml'): Promise<unknown> {
  const contract = await readContract(memoryTree(files), path);
  return writtenOut(contract, slotSchema(contract));
}

describe('files', () => {
  test('a reference is relative to the file that it stands in', async () => {
    const files = {
      'claims/status/api.yaml': withSchema({ $ref: '../../canonical/claim.yaml#/$defs/Claim' }),
      'canonical/claim.yaml': {
        $defs: { Claim: { properties: { total: { $ref: 'money.yaml' }, own: { $ref: '#/$defs/Id' } } }, Id: { type: 'integer' } },
      },
      'canonical/money.yaml': { type: 'string' },
    };
    expect(await written(files, 'claims/status/api.yaml')).toEqual({ properties: { total: { type: 'string' }, own: { type: 'integer' } } });
  });

  test('a schema file has the dialect that it declares, a fragment that of what refers to it', async () => {
    const files = {
      'api.yaml': { ...withSchema({ properties: { a: { $ref: 'a.yaml' }, b: { $ref: 'b.yaml' } } }), openapi: '3.0.3' },
      'a.yaml': { $schema: 'https://json-schema.org/draft/2020-12/schema', $ref: 'b.yaml', maxLength: 3 },
      'b.yaml': { type: 'string', nullable: true },
    };
    expect(await written(files)).toEqual({
      properties: { a: { allOf: [{ type: ['string', 'null'] }], maxLength: 3 }, b: { type: ['string', 'null'] } },
    });
  });

  test('two files may refer to each other', async () => {
    const files = {
      'api.yaml': withSchema({ $ref: 'node.yaml' }),
      'node.yaml': { properties: { next: { $ref: 'list.yaml' } } },
      'list.yaml': { items: { $ref: 'node.yaml' } },
    };
    expect(await written(files)).toEqual({ properties: { next: { items: { cycle: 'node' } } } });
  });

  test('parts other than schemas may stand elsewhere, in chains', async () => {
    const files = {
      'api.yaml': { ...HEAD, paths: { '/x/{id}': { $ref: 'paths/x.yaml' } } },
      'paths/x.yaml': { parameters: [{ $ref: '../parts.yaml#/id' }], get: { responses: { 404: { $ref: '../parts.yaml#/alias' } } } },
      'parts.yaml': {
        id: { name: 'id', in: 'path', required: true, schema: {} },
        alias: { $ref: '#/missing' },
        missing: { description: 'none' },
      },
    };
    const contract = await readContract(memoryTree(files), 'api.yaml');
    const [operation] = contract.operations;
    expect(operation).toMatchObject({
      key: 'GET /x/{}',
      parameters: [{ name: 'id' }],
      responses: [{ status: '404', description: 'none' }],
    });
    expect(operation?.kind === 'http' && operation.responses[0]?.location).toEqual({ file: 'parts.yaml', pointer: '/missing' });
  });
});

test.each([
  ['3.1.0', 'own'],
  ['3.0.3', 'shared'],
])('a description beside a reference in OpenAPI %s', async (openapi, want) => {
  const paths = { '/x': { get: { responses: { 404: { $ref: '#/components/responses/missing', description: 'own' } } } } };
  const contract = await contractOf({ ...HEAD, openapi, paths, components: { responses: { missing: { description: 'shared' } } } });
  expect(contract.operations[0]).toMatchObject({ responses: [{ description: want }] });
});

describe('pointers', () => {
  const schemas = {
    'a/b~c d': { type: 'string' },
    Alias: { $ref: '#/components/schemas/Real' },
    Real: { properties: { deep: { type: 'integer' } } },
  };
  test.each([
    ['escaped', '#/components/schemas/a~1b~0c%20d', { type: 'string' }],
    ['through a reference', '#/components/schemas/Alias/properties/deep', { type: 'integer' }],
  ])('%s', async (_, $ref, want) => {
    const contract = await contractWith('3.1.0', { $ref }, schemas);
    expect(writtenOut(contract, slotSchema(contract))).toEqual(want);
  });

  test('an alias and its target are one schema of the graph', async () => {
    const contract = await contractWith(
      '3.1.0',
      { items: { $ref: '#/components/schemas/Alias' }, not: { $ref: '#/components/schemas/Real' } },
      schemas,
    );
    expect(slotSchema(contract)).toEqual({ items: { $ref: 'schema:0' }, not: { $ref: 'schema:0' } });
    expect(contract.schemas.get('schema:0')).toMatchObject({ name: 'Real', location: { pointer: '/components/schemas/Real' } });
  });
});

describe('identifiers of JSON Schema', () => {
  test('$id, relative to it, and $anchor', async () => {
    const files = {
      'api.yaml': withSchema({ properties: { a: { $ref: 'https://example.com/schemas/pet' }, b: { $ref: 'lib/pet.yaml#tail' } } }),
      'lib/pet.yaml': {
        $id: 'https://example.com/schemas/pet',
        not: { $ref: 'toy' },
        $defs: { tail: { $anchor: 'tail', type: 'null' }, toy: { $id: 'toy', type: 'string' } },
      },
    };
    expect(await written(files)).toEqual({ properties: { a: { not: { type: 'string' } }, b: { type: 'null' } } });
  });

  test('a file beside one with an absolute $id is found by its path', async () => {
    const files = {
      'api.yaml': withSchema({ $ref: 'lib/pet.yaml' }),
      'lib/pet.yaml': { $id: 'https://example.com/schemas/pet.yaml', not: { $ref: './toy.yaml' } },
      'lib/toy.yaml': { type: 'string' },
    };
    expect(await written(files)).toEqual({ not: { type: 'string' } });
  });

  test('a pointer in a resource is relative to the resource', async () => {
    const schema = { $id: 'https://example.com/tree', $defs: { leaf: { type: 'string' } }, items: { $ref: '#/$defs/leaf' } };
    expect(await written({ 'api.yaml': withSchema(schema) })).toEqual({ items: { type: 'string' } });
  });

  test('$dynamicRef takes the outermost anchor of the way there', async () => {
    const components = {
      List: { $id: 'list', properties: { data: { items: { $dynamicRef: '#item' } } }, $defs: { any: { $dynamicAnchor: 'item' } } },
      Names: { $id: 'names', $ref: 'list', $defs: { item: { $dynamicAnchor: 'item', type: 'string' } } },
      Counts: { $id: 'counts', $ref: 'list', $defs: { item: { $dynamicAnchor: 'item', type: 'integer' } } },
    };
    const list = (type?: string) => ({ properties: { data: { items: type === undefined ? {} : { type } } } });
    const document = withSchema({ properties: { a: { $ref: 'names' }, b: { $ref: 'counts' }, c: { $ref: 'list' } } });
    expect(await written({ 'api.yaml': { ...document, components: { schemas: components } } })).toEqual({
      properties: { a: list('string'), b: list('integer'), c: list() },
    });
  });

  test('$self of OpenAPI 3.2 names the document', async () => {
    const document = {
      ...withSchema({ $ref: 'https://example.com/api#/components/schemas/A' }),
      openapi: '3.2.0',
      $self: 'https://example.com/api',
    };
    const contract = await contractOf({ ...document, components: { schemas: { A: { type: 'string' } } } });
    expect(writtenOut(contract, slotSchema(contract))).toEqual({ type: 'string' });
  });

  test('a property or an example called $id is none', async () => {
    const schema = {
      properties: { $id: { type: 'string' }, a: { $ref: '#/components/schemas/A' } },
      examples: [{ $id: 'https://x.example' }],
    };
    const contract = await contractWith('3.1.0', schema, { A: { type: 'null' } });
    expect(writtenOut(contract, slotSchema(contract))).toMatchObject({ properties: { $id: { type: 'string' }, a: { type: 'null' } } });
  });
});

test('text in an example that looks like a reference is left alone', async () => {
  const contract = await contractWith('3.1.0', { examples: [{ $ref: 'nowhere.yaml' }], default: { $ref: '#/nowhere' } });
  expect(slotSchema(contract)).toEqual({ examples: [{ $ref: 'nowhere.yaml' }], default: { $ref: '#/nowhere' } });
});

describe('remote files', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const read = (url: string, allowedHosts: readonly string[], limits = {}) =>
    contractOf(withSchema({ $ref: url }), { allowedHosts, limits });

  test('are read from allowed hosts, and what they refer to is relative to them', async () => {
    const host = await serve((request, response) => {
      response.end(JSON.stringify(request.url === '/a/b.json' ? { items: { $ref: '../c.json' } } : { type: 'string' }));
    });
    const contract = await read(`http://${host}/a/b.json`, [host]);
    expect(writtenOut(contract, slotSchema(contract))).toEqual({ items: { type: 'string' } });
  });

  test('are not asked for otherwise', async () => {
    let requests = 0;
    const host = await serve((_, response) => {
      requests += 1;
      response.end('{}');
    });
    expect((await failureOf(read(`http://${host}/a.json`, ['example.com']))).code).toBe('REFERENCE_FORBIDDEN');
    expect(requests).toBe(0);
  });

  test.each([
    [
      'a redirect to another host',
      'REFERENCE_FORBIDDEN',
      (response: Parameters<RequestListener>[1]) => response.writeHead(302, { location: 'http://localhost:1/' }).end(),
    ],
    [
      'redirects without end',
      'REFERENCE_FORBIDDEN',
      (response: Parameters<RequestListener>[1]) => response.writeHead(302, { location: '/again' }).end(),
    ],
    ['a missing file', 'REFERENCE_DANGLING', (response: Parameters<RequestListener>[1]) => response.writeHead(404).end()],
    ['too many bytes', 'DOCUMENT_TOO_LARGE', (response: Parameters<RequestListener>[1]) => response.end(' '.repeat(20_000))],
  ])('%s', async (_, code, answer) => {
    const host = await serve((__, response) => void answer(response));
    const error = await failureOf(read(`http://${host}/a.json`, [host], { documentBytes: 10_000 }));
    expect({ code: error.code, file: error.place?.file, line: error.place?.line }).toEqual({ code, file: 'api.yaml', line: 1 });
  });

  test('a host that does not answer in time', async () => {
    const host = await serve(() => undefined);
    const error = await failureOf(read(`http://${host}/a.json`, [host], { remoteMilliseconds: 50 }));
    expect(error).toMatchObject({ code: 'FILE_UNREADABLE', detail: expect.stringMatching(/no answer within 50 ms/) as string });
  });
});
