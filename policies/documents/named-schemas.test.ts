import { expect, it } from 'vitest';
import { namedSchemas } from './named-schemas.ts';

const found = (root: unknown) => [...namedSchemas(root)].map(({ name, location }) => `${name} ${location.join('/')}`);

it('finds properties wherever schemas nest, and parameters', () => {
  const document = {
    paths: { '/a': { get: { parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }] } } },
    components: {
      schemas: {
        A: { allOf: [{ properties: { x: { items: { properties: { y: {} } } } } }], patternProperties: { '^z': { properties: { w: {} } } } },
      },
    },
  };
  expect(found(document)).toEqual([
    'limit paths//a/get/parameters/0/schema',
    'x components/schemas/A/allOf/0/properties/x',
    'y components/schemas/A/allOf/0/properties/x/items/properties/y',
    'w components/schemas/A/patternProperties/^z/properties/w',
  ]);
});

it('takes data for no schema, and properties that are called like keywords for properties', () => {
  const schema = {
    properties: { example: { properties: { a: {} } }, properties: { type: 'string' }, default: {}, 'x-y': {} },
    example: { properties: { no: {} } },
    default: { properties: { no: {} } },
    'x-meta': { properties: { no: {} } },
  };
  expect(found(schema).map((entry) => entry.split(' ')[0])).toEqual(['example', 'properties', 'default', 'x-y', 'a']);
});

it('visits a shared object once, and ends on cycles', () => {
  const shared: Record<string, unknown> = { properties: { a: { type: 'string' } } };
  shared['not'] = shared;
  expect(found({ anyOf: [shared, shared] })).toEqual(['a anyOf/0/properties/a']);
});
