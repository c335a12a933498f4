import { describe, expect, test } from 'vitest';
import { contractWith, slotSchema, writtenOut } from '../testing/contract-of.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const tag = (...values: readonly string[]) => ({ required: ['kind'], properties: { kind: { enum: values } } });

async function written(schema: unknown, schemas: Readonly<Record<string, unknown>>, openapi = '3.1.0'): Promise<unknown> {
  const contract = await contractWith(openapi, schema, schemas);
  return writtenOut(contract, slotSchema(contract));
}

describe('beside oneOf', () => {
  const schemas = { Cat: { minProperties: 1 }, Dog: { minProperties: 2 } };
  const oneOf = [ref('Cat'), ref('Dog')];

  test('the names of the schemas are the tags', async () => {
    expect(await written({ oneOf, discriminator: { propertyName: 'kind' } }, schemas)).toEqual({
      oneOf: [{ allOf: [{ minProperties: 1 }, tag('Cat')] }, { allOf: [{ minProperties: 2 }, tag('Dog')] }],
    });
  });

  test('mapped names take their place, whether the mapping has a name or a reference', async () => {
    const mapping = { meow: 'Cat', purr: '#/components/schemas/Cat', woof: '#/components/schemas/Dog' };
    expect(await written({ oneOf, discriminator: { propertyName: 'kind', mapping } }, schemas)).toEqual({
      oneOf: [{ allOf: [{ minProperties: 1 }, tag('meow', 'purr')] }, { allOf: [{ minProperties: 2 }, tag('woof')] }],
    });
  });

  test('a branch that restricts the property by itself keeps its values', async () => {
    const own = { Cat: { properties: { kind: { const: 'cat' } } }, Dog: { minProperties: 2 } };
    expect(await written({ oneOf, discriminator: { propertyName: 'kind' } }, own)).toEqual({
      oneOf: [{ allOf: [own.Cat, tag('cat')] }, { allOf: [own.Dog, tag('Dog')] }],
    });
  });

  test('a branch in place has no name and is a finding', async () => {
    const contract = await contractWith(
      '3.1.0',
      { oneOf: [ref('Cat'), { type: 'object' }], discriminator: { propertyName: 'kind' } },
      schemas,
    );
    expect(contract.findings.map(({ ruleId }) => ruleId)).toEqual(['discriminator-branch-untagged']);
  });

  test('the default of OpenAPI 3.2 takes what has no tag of another branch', async () => {
    const discriminator = { propertyName: 'kind', defaultMapping: 'Dog' };
    expect(await written({ oneOf, discriminator }, schemas, '3.2.0')).toEqual({
      oneOf: [
        { allOf: [{ minProperties: 1 }, tag('Cat')] },
        { allOf: [{ minProperties: 2 }, { properties: { kind: { not: { enum: ['Cat'] } } } }] },
      ],
    });
  });
});

describe('on a base that others extend', () => {
  const discriminator = { propertyName: 'kind' };
  const schemas = {
    Pet: { type: 'object', discriminator },
    Cat: { allOf: [ref('Pet'), { minProperties: 1 }] },
    Lion: { allOf: [ref('Cat')] },
  };

  test('the base has the tags of the family', async () => {
    expect(await written(ref('Pet'), schemas)).toEqual({ type: 'object', allOf: [tag('Pet', 'Cat', 'Lion')] });
  });

  test('an extension has its own tags and those of what extends it', async () => {
    const base = { type: 'object', allOf: [tag('Pet', 'Cat', 'Lion')] };
    expect(await written(ref('Cat'), schemas)).toEqual({ allOf: [base, { minProperties: 1 }, tag('Cat', 'Lion')] });
  });

  test('AsyncAPI and Swagger name the property only', async () => {
    expect(await written(ref('Pet'), { ...schemas, Pet: { type: 'object', discriminator: 'kind' } })).toEqual({
      type: 'object',
      allOf: [tag('Pet', 'Cat', 'Lion')],
    });
  });

  test('a base that nothing extends only requires the property', async () => {
    expect(await written(ref('Pet'), { Pet: schemas.Pet })).toEqual({ type: 'object', allOf: [{ required: ['kind'] }] });
  });

  test('an enum of the base that knows none of the names rules', async () => {
    const Pet = { type: 'object', discriminator, properties: { kind: { enum: ['cat', 'lion'] } } };
    const contract = await contractWith('3.0.3', ref('Cat'), { ...schemas, Pet });
    expect(new Set(contract.findings.map(({ ruleId }) => ruleId))).toEqual(new Set(['discriminator-tags-contradict']));
    expect(writtenOut(contract, slotSchema(contract))).toEqual({
      allOf: [{ type: 'object', properties: Pet.properties, allOf: [{ required: ['kind'] }] }, { minProperties: 1 }],
    });
  });
});
