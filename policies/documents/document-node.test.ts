import { describe, expect, it } from 'vitest';
import { apiDocument } from './api-document.ts';
import { DocumentNode } from './document-node.ts';
import { referencesIn } from './references-in.ts';
import { keywordOf, typesOf } from './read-schema.ts';
import { schemaSites } from './schema-sites.ts';

const open = (files: Readonly<Record<string, unknown>>) => DocumentNode.root({ read: (source) => files[source] }, '/a/openapi.yaml');

const files = {
  '/a/openapi.yaml': {
    here: { $ref: '#/there', note: 'beside' },
    there: { $ref: '../shared/b.yaml#/x~1y/0' },
    loop: { $ref: '#/back' },
    back: { $ref: '#/loop/on' },
    gone: { $ref: '#/nowhere' },
    list: [{ $ref: '#/there' }],
    'a/b': { '%41': 1 },
    encoded: { $ref: '#/a~1b/%2541' },
  },
  '/shared/b.yaml': { 'x/y': [{ name: 'found', next: { $ref: 'b.yaml#/x~1y/0/name' } }] },
};

describe('DocumentNode', () => {
  const root = open(files);

  it('follows references from file to file, and keeps what stands beside them', () => {
    const node = root.at('here');
    expect(node.value).toEqual(files['/shared/b.yaml']['x/y'][0]);
    expect(node.written).toEqual({ $ref: '#/there', note: 'beside' });
    expect(node.references).toEqual(['#/there', '../shared/b.yaml#/x~1y/0']);
    expect(root.at('here', 'next').value).toBe('found');
    expect(root.at('encoded').value).toBe(1);
  });

  it('knows where a reference stands and where it leads', () => {
    expect(root.at('here').place).toEqual({ source: '/a/openapi.yaml', path: ['here'] });
    expect(root.at('here').target.place).toEqual({ source: '/shared/b.yaml', path: ['x/y', 0] });
    expect(root.at('list').items()[0]?.at('name').place).toEqual({ source: '/shared/b.yaml', path: ['x/y', 0, 'name'] });
  });

  it.each(['loop', 'gone'])('ends at a reference that leads nowhere: %s', (key) => {
    expect(root.at(key).value).toBeUndefined();
    expect(root.at(key, 'further').value).toBeUndefined();
    expect(root.at(key).members()).toEqual([]);
  });

  it('finds every reference once, also in the files that are referred to', () => {
    const places = referencesIn(apiDocument(root)).map(({ place }) => `${place.source}#/${place.path.join('/')}`);
    expect(places).toContain('/shared/b.yaml#/x/y/0/next');
    expect(new Set(places).size).toBe(places.length);
    expect(places).toHaveLength(8);
  });
});

describe('what stands beside a reference', () => {
  const files = (head: Readonly<Record<string, unknown>>) => ({
    '/a/openapi.yaml': {
      ...head,
      here: { $ref: '#/there', maxItems: 3 },
      there: { $ref: 'b.yaml#/list', type: 'array' },
      bare: { $ref: '#/here' },
      gone: { $ref: '#/nowhere', type: 'array' },
      old: { $schema: 'http://json-schema.org/draft-07/schema#', within: { $ref: '#/here', maxItems: 4 } },
      message: { schemaFormat: 'application/schema+json;version=draft-2020-12', payload: { $ref: 'b.yaml#/list', maxItems: 5 } },
    },
    '/a/b.yaml': { list: { items: { $ref: '#/item', maxLength: 1 } }, item: { type: 'string' } },
  });

  it.each([
    ['OpenAPI 3.1', { openapi: '3.1.0' }, ['here', 'there', 'list']],
    ['OpenAPI 3.2', { openapi: '3.2.0' }, ['here', 'there', 'list']],
    ['OpenAPI 3.1 of an older dialect', { openapi: '3.1.0', jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#' }, ['list']],
    ['OpenAPI 3.0', { openapi: '3.0.3' }, ['list']],
    ['AsyncAPI 3', { asyncapi: '3.0.0' }, ['list']],
    ['AsyncAPI 2', { asyncapi: '2.6.0' }, ['list']],
  ])('counts in %s as JSON Schema says', (_, head, want) => {
    const root = open(files(head));
    const layers = (...keys: string[]) =>
      root
        .at(...keys.slice(0, -1))
        .at(keys.at(-1)!)
        .layers.map(({ place }) => place.path.at(-1));
    expect(layers('here')).toEqual(want);
    expect(layers('bare')).toEqual(want);
    expect(layers('old', 'within')).toEqual(want);
    expect(layers('message', 'payload')).toEqual(['payload', 'list']);
    expect(keywordOf(root.at('here'), 'maxItems')).toBe(want.length > 1 ? 3 : undefined);
    expect(typesOf(root.at('gone'))).toEqual(want.length > 1 ? ['array'] : []);
    expect(keywordOf(root.at('here', 'items'), 'maxLength'), 'a file is read as what refers to it').toBe(want.length > 1 ? 1 : undefined);
  });

  it('tells a reference from a bare one', () => {
    const root = open(files({ openapi: '3.1.0' }));
    expect(root.at('here').identity).toBe(root.at('here').written);
    expect(root.at('bare').identity).toBe(root.at('bare').value);
    expect(root.at('bare').own).toBeUndefined();
  });
});

describe('schemaSites', () => {
  const sites = (document: Readonly<Record<string, unknown>>) =>
    schemaSites(apiDocument(open({ '/a/openapi.yaml': document })))
      .filter(({ name }) => name !== '')
      .map(({ role, name, node }) => `${role} ${name} ${node.place.path.join('/')}`);

  it('finds schemas wherever they nest, each once', () => {
    const shared = { $ref: '#/components/schemas/A' };
    const document = {
      openapi: '3.2.0',
      paths: {
        '/a': {
          get: {
            parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
            responses: { '200': { headers: { ETag: { schema: {} } }, content: { 'application/json': { schema: shared } } } },
            callbacks: {
              done: { '{$request.body#/url}': { post: { requestBody: { content: { 'a/b': { schema: { properties: { c: {} } } } } } } } },
            },
          },
        },
      },
      components: {
        schemas: {
          A: { allOf: [{ properties: { x: { items: { properties: { y: {}, again: shared } } } } }], example: { properties: { no: {} } } },
        },
      },
    };
    expect(sites(document)).toEqual([
      'component A components/schemas/A',
      'property x components/schemas/A/allOf/0/properties/x',
      'property y components/schemas/A/allOf/0/properties/x/items/properties/y',
      'property again components/schemas/A/allOf/0/properties/x/items/properties/again',
      'parameter limit paths//a/get/parameters/0/schema',
      'header ETag paths//a/get/responses/200/headers/ETag/schema',
      'property c paths//a/get/callbacks/done/{$request.body#/url}/post/requestBody/content/a/b/schema/properties/c',
    ]);
  });

  it('takes properties that are called like keywords for properties, and Avro for no schema', () => {
    const payload = { properties: { example: { properties: { a: {} } }, properties: { type: 'string' }, default: {} } };
    const avro = { schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema: { properties: { no: {} } } };
    const document = { asyncapi: '3.1.0', channels: { c: { address: 'c', messages: { m: { payload }, n: { payload: avro } } } } };
    expect(sites(document).map((site) => site.split(' ')[1])).toEqual(['example', 'a', 'properties', 'default']);
  });
});
