import { describe, expect, test } from 'vitest';
import { compileSchema, summarise, takesBody } from '../document-under-test.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

async function complaints(schema: unknown, value: unknown, schemas: Readonly<Record<string, unknown>> = {}): Promise<readonly string[]> {
  const verdict = takesBody(await compileSchema(schema, schemas), value);
  return verdict.accepted ? [] : verdict.violations.map(({ pointer, message }) => `${pointer} ${message}`.trim());
}

describe('in plain words, without the value', () => {
  test.each<[schema: unknown, value: unknown, want: readonly string[]]>([
    [{ type: 'integer' }, 'Jane', ['expected integer, found a string of length 4']],
    [{ type: ['string', 'null'] }, 5, ['expected null or string, found an integer']],
    [{ type: 'object' }, [1, 2], ['expected object, found an array of 2 items']],
    [{ required: ['a', 'b'] }, {}, ["the required property 'a' is missing", "the required property 'b' is missing"]],
    [{ enum: ['a', 'b', 3] }, 'Jane', ['expected "a", "b" or 3, found another string']],
    [{ const: null }, 1, ['expected null, found another number']],
    [{ format: 'uuid' }, 'x', ['expected the format uuid, found a string of length 1 without it']],
    [{ pattern: '^a' }, 'Jane', ["expected a string that matches ^a, found a string of length 4 that doesn't"]],
    [{ minLength: 2 }, '', ['expected at least 2 characters, found a string of length 0']],
    [{ minimum: 2 }, 1, ['expected a number of at least 2, found a smaller one']],
    [{ multipleOf: 2 }, 1, ['expected a multiple of 2, found another number']],
    [{ maxItems: 1 }, [1, 2], ['expected at most 1 items, found an array of 2 items']],
    [{ uniqueItems: true }, [1, 1], ['expected items that differ from each other, found two that are equal']],
    [{ contains: { type: 'integer' } }, ['a', 'b'], ['expected at least 1 item of the kind that the array must contain']],
    [{ additionalProperties: false }, { 'a/b': 1 }, ['/a~1b this property is not declared, and the object takes no others']],
    [{ propertyNames: { pattern: '^a' } }, { b: 1 }, ['/b the name of this property is not one that the object takes']],
    [{ not: { type: 'string' } }, 'x', ['a string of length 1 of this kind is excluded here']],
    [{ if: { required: ['a'] }, then: { required: ['b'] } }, { a: 1 }, ["the required property 'b' is missing"]],
    [{ properties: { a: false } }, { a: 1 }, ['/a an integer of this kind is excluded here']],
    [{ prefixItems: [{}], items: false }, [1, 2], ['expected at most 1 items, found an array of 2 items']],
  ])('%j of %j', async (schema, value, want) => {
    expect(await complaints(schema, value)).toEqual(want);
  });
});

describe('alternatives', () => {
  const schemas = {
    Card: { type: 'object', required: ['kind', 'number'], properties: { kind: { const: 'card' }, number: { type: 'string' } } },
    Wire: { type: 'object', required: ['kind', 'iban'], properties: { kind: { const: 'wire' }, iban: { type: 'string' } } },
    Animal: {
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'petType', mapping: { kitten: '#/components/schemas/Cat' } },
    },
    Cat: { type: 'object', properties: { petType: { type: 'string' }, lives: { type: 'integer' } } },
    Dog: { type: 'object', properties: { petType: { type: 'string' }, lives: { type: 'integer' }, bark: { type: 'boolean' } } },
  };
  test.each<[string, unknown, unknown, readonly string[]]>([
    [
      'the branch whose tag fits is reported',
      { oneOf: [ref('Card'), ref('Wire')] },
      { kind: 'wire', iban: 5 },
      ['/iban expected string, found an integer'],
    ],
    [
      'a tag that none has',
      { oneOf: [ref('Card'), ref('Wire')] },
      { kind: 'cash' },
      ['/kind expected "card" or "wire", found another string'],
    ],
    ['a type that one has', { anyOf: [{ type: 'null' }, ref('Card')] }, { kind: 'card' }, ["the required property 'number' is missing"]],
    [
      'nothing near',
      { oneOf: [{ type: 'integer' }, { type: 'boolean' }] },
      'x',
      ['fits none of the alternatives, found a string of length 1'],
    ],
    ['more than one', { oneOf: [{ type: 'integer' }, { minimum: 2 }] }, 3, ['fits more than one of alternatives that exclude each other']],
    [
      'faults beside the alternatives are kept',
      { required: ['x'], oneOf: [ref('Card'), ref('Wire')], properties: { y: { type: 'null' } } },
      { kind: 'card', number: '1', y: 1 },
      ["the required property 'x' is missing", '/y expected null, found an integer'],
    ],
    [
      'alternatives in items',
      { items: { oneOf: [ref('Card'), ref('Wire')] } },
      [
        { kind: 'card', number: '1' },
        { kind: 'wire', iban: 1 },
      ],
      ['/1/iban expected string, found an integer'],
    ],
    [
      'alternatives within alternatives',
      { anyOf: [{ type: 'null' }, { properties: { pay: { oneOf: [ref('Card'), ref('Wire')] } } }] },
      { pay: { kind: 'card', number: 1 } },
      ['/pay/number expected string, found an integer'],
    ],
    ['a discriminator by schema name', ref('Animal'), { petType: 'Dog', bark: 1 }, ['/bark expected boolean, found an integer']],
    [
      'a discriminator by mapped name',
      ref('Animal'),
      { petType: 'kitten', lives: 'x' },
      ['/lives expected integer, found a string of length 1'],
    ],
    [
      'a discriminator whose name is mapped away',
      ref('Animal'),
      { petType: 'Cat' },
      ['/petType expected "kitten" or "Dog", found another string'],
    ],
    ['a discriminator that is missing', ref('Animal'), { lives: 1 }, ["the required property 'petType' is missing"]],
  ])('%s', async (_, schema, value, want) => {
    expect(await complaints(schema, value, schemas)).toEqual(want);
  });
});

describe('recursive schemas', () => {
  const schemas = {
    Tree: {
      type: 'object',
      required: ['value'],
      properties: { value: { type: 'integer' }, children: { type: 'array', items: ref('Tree') } },
      unevaluatedProperties: false,
    },
    Json: {
      anyOf: [
        { type: ['string', 'number', 'boolean', 'null'] },
        { type: 'array', items: ref('Json') },
        { type: 'object', additionalProperties: ref('Json') },
      ],
    },
  };
  const deep = (levels: number): unknown => (levels === 0 ? { value: 0 } : { value: levels, children: [deep(levels - 1)] });
  test('fit to any depth, and fail where they fail', async () => {
    expect(await complaints(ref('Tree'), deep(400), schemas)).toEqual([]);
    expect(await complaints(ref('Tree'), { value: 1, children: [{ value: 2, children: [{}] }] }, schemas)).toEqual([
      "/children/0/children/0 the required property 'value' is missing",
    ]);
    expect(await complaints(ref('Json'), { a: [{ b: [null, 'x'] }] }, schemas)).toEqual([]);
  });

  test('a value that is nested without end is refused, not thrown', async () => {
    const endless: unknown[] = [];
    endless.push(endless);
    expect(summarise(takesBody(await compileSchema(ref('Json'), schemas), endless))).toEqual(['invalid-body']);
  });
});

describe('hostile keys are ordinary data', () => {
  const parse = (text: string) => JSON.parse(text) as unknown;
  const closed = { properties: { a: {} }, additionalProperties: false };
  const unevaluated = { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false };
  const dynamic = { anyOf: [{ properties: { a: {} } }, { required: ['z'] }], unevaluatedProperties: false };
  test.each<[string, unknown, string, readonly string[]]>([
    ['__proto__ is no declared property', closed, '{"__proto__": {"a": 1}}', ['invalid-body /__proto__']],
    ['constructor is no declared property', closed, '{"constructor": 1}', ['invalid-body /constructor']],
    ['__proto__ is not evaluated', unevaluated, '{"__proto__": 1}', ['invalid-body /__proto__']],
    [
      'constructor is not evaluated',
      unevaluated,
      '{"constructor": 1, "toString": 2}',
      ['invalid-body /constructor', 'invalid-body /toString'],
    ],
    [
      'constructor is not evaluated by a branch',
      dynamic,
      '{"a": 1, "constructor": 1, "__proto__": 2}',
      ['invalid-body /constructor', 'invalid-body /__proto__'],
    ],
    ['an inherited name is not there', { required: ['toString'] }, '{}', ['invalid-body']],
    ['__proto__ holds no properties', { required: ['a'] }, '{"__proto__": {"a": 1}}', ['invalid-body']],
    [
      'a declared __proto__ is judged',
      parse('{"properties": {"__proto__": {"type": "integer"}}}'),
      '{"__proto__": "x"}',
      ['invalid-body /__proto__'],
    ],
    [
      'a declared constructor is judged',
      { properties: { constructor: { type: 'integer' } } },
      '{"constructor": "x"}',
      ['invalid-body /constructor'],
    ],
    ['a required __proto__ that is there', { required: ['__proto__'] }, '{"__proto__": 1}', []],
    ['valueOf in compared objects', { enum: [{ valueOf: 1 }, { valueOf: 2 }] }, '{"valueOf": 3}', ['invalid-body']],
    ['constructor in compared objects', { const: { constructor: { a: 1 } } }, '{"constructor": {"a": 1}}', []],
    ['valueOf among unique items', { uniqueItems: true }, '[{"valueOf": 1}, {"toString": 1}, {"valueOf": 1}]', ['invalid-body']],
  ])('%s', async (_, schema, text, want) => {
    const verdict = takesBody(await compileSchema(schema), parse(text));
    expect(verdict.accepted ? [] : summarise(verdict)).toEqual(want);
  });
});

test('annotations that validators trip over judge nothing', async () => {
  const schema = {
    type: 'string',
    nullable: true,
    id: 'x',
    $comment: 'y',
    $async: true,
    discriminator: undefined,
    xml: { name: 'z' },
    'x-anything': { $ref: 5 },
    default: 5,
  };
  expect(await complaints(schema, 'text')).toEqual([]);
});

test('a violation points at the keyword, and at its line when asked', async () => {
  const compiled = await compileSchema(
    { type: 'array', items: ref('Line') },
    { Line: { type: 'object', properties: { amount: { $ref: '#/components/schemas/Amount' } } }, Amount: { type: 'string' } },
  );
  const verdict = takesBody(compiled, [{ amount: '1' }, { amount: 1 }]);
  const [violation] = verdict.accepted ? [] : verdict.violations;
  expect(violation).toMatchObject({
    pointer: '/1/amount',
    expected: { file: 'document.yaml', pointer: '/components/schemas/Amount/type' },
    place: { file: 'document.yaml', line: 1 },
  });
});

test('at most a hundred violations are told', async () => {
  expect(
    await complaints(
      { items: { type: 'string' } },
      Array.from({ length: 500 }, (_, index) => index),
    ),
  ).toHaveLength(100);
});
