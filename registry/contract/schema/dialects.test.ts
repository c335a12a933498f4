import { describe, expect, test } from 'vitest';
import { contractOf, contractWith, schemaOf, slotSchema } from '../testing/contract-of.ts';

interface Case {
  readonly given: unknown;
  readonly want: unknown;
}

const openApi30: readonly (readonly [string, Case])[] = [
  ['nullable beside type', { given: { type: 'string', nullable: true }, want: { type: ['string', 'null'] } }],
  ['nullable: false', { given: { type: 'string', nullable: false }, want: { type: 'string' } }],
  [
    'nullable beside an enum with null',
    { given: { type: 'string', nullable: true, enum: ['a', null] }, want: { type: ['string', 'null'], enum: ['a', null] } },
  ],
  [
    'nullable beside an enum without null still refuses it',
    { given: { type: 'string', nullable: true, enum: ['a'] }, want: { type: ['string', 'null'], enum: ['a'] } },
  ],
  ['nullable without type', { given: { nullable: true, minLength: 1 }, want: { minLength: 1 } }],
  ['nullable beside allOf adds nothing', { given: { nullable: true, allOf: [{ type: 'string' }] }, want: { allOf: [{ type: 'string' }] } }],
  [
    'nullable deep inside',
    {
      given: { properties: { a: { items: { type: 'integer', nullable: true } } } },
      want: { properties: { a: { items: { type: ['integer', 'null'] } } } },
    },
  ],
  [
    'exclusive limits',
    {
      given: { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
      want: { exclusiveMinimum: 1, exclusiveMaximum: 9 },
    },
  ],
  ['exclusive limits that are off', { given: { minimum: 1, exclusiveMinimum: false }, want: { minimum: 1 } }],
  ['an exclusive limit without its limit', { given: { exclusiveMinimum: true }, want: {} }],
  ['example', { given: { type: 'string', example: 'x' }, want: { type: 'string', examples: ['x'] } }],
  ['type: file', { given: { type: 'file' }, want: { type: 'string', format: 'binary' } }],
  ['a type array of one', { given: { type: ['string'] }, want: { type: 'string' } }],
  ['null is named last', { given: { type: ['null', 'string'] }, want: { type: ['string', 'null'] } }],
  ['an empty required', { given: { required: [], type: 'object' }, want: { type: 'object' } }],
  ['an unknown format', { given: { type: 'string', format: 'claim-number' }, want: { type: 'string', format: 'claim-number' } }],
  ['a pattern that needs no u flag', { given: { pattern: '^[\\w\\-\\_]+$' }, want: { pattern: '^[\\w\\-\\_]+$' } }],
  [
    'annotations',
    {
      given: { description: 'd', default: 1, 'x-data-classification': 'P', readOnly: true },
      want: { description: 'd', default: 1, 'x-data-classification': 'P', readOnly: true },
    },
  ],
  [
    'a property called like a keyword',
    {
      given: { properties: { nullable: { type: 'string' }, $ref: { type: 'string' } } },
      want: { properties: { nullable: { type: 'string' }, $ref: { type: 'string' } } },
    },
  ],
];

const draft07: readonly (readonly [string, Case])[] = [
  [
    'items arrays',
    { given: { items: [{ type: 'string' }], additionalItems: false }, want: { prefixItems: [{ type: 'string' }], items: false } },
  ],
  [
    'additionalItems beside one schema',
    { given: { items: { type: 'string' }, additionalItems: false }, want: { items: { type: 'string' } } },
  ],
  [
    'dependencies',
    {
      given: { dependencies: { a: ['b'], c: { required: ['d'] } } },
      want: { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { required: ['d'] } } },
    },
  ],
  ['definitions are resolved', { given: { definitions: { x: {} }, type: 'object' }, want: { type: 'object' } }],
  [
    '$schema and $id are resolved',
    {
      given: { $schema: 'http://json-schema.org/draft-07/schema#', $id: 'https://example.com/x', type: 'object' },
      want: { type: 'object' },
    },
  ],
  ['nullable is no keyword', { given: { type: 'string', nullable: true }, want: { type: 'string', nullable: true } }],
  [
    'draft-04',
    {
      given: { $schema: 'http://json-schema.org/draft-04/schema#', id: 'https://example.com/y', minimum: 1, exclusiveMinimum: true },
      want: { exclusiveMinimum: 1 },
    },
  ],
];

const draft202012: readonly (readonly [string, Case])[] = [
  [
    'what is 2020-12 stays',
    {
      given: { type: ['string', 'null'], prefixItems: [true], const: 1, if: true },
      want: { type: ['string', 'null'], prefixItems: [true], const: 1, if: true },
    },
  ],
  ['example joins examples', { given: { example: 1, examples: [2] }, want: { examples: [1, 2] } }],
  ['true and false', { given: { properties: { a: true, b: false } }, want: { properties: { a: true, b: false } } }],
  ['$defs are resolved', { given: { $defs: { x: {} }, type: 'object' }, want: { type: 'object' } }],
];

test.each(openApi30)('OpenAPI 3.0: %s', async (_, { given, want }) => expect(await schemaOf('3.0.3', given)).toEqual(want));

test.each(draft202012)('OpenAPI 3.1: %s', async (_, { given, want }) => expect(await schemaOf('3.1.0', given)).toEqual(want));

test.each(draft07)('AsyncAPI: %s', async (_, { given, want }) => {
  const contract = await contractOf({ asyncapi: '2.6.0', info: {}, channels: { a: { publish: { message: { payload: given } } } } });
  const [operation] = contract.operations;
  expect(operation?.kind === 'event' && operation.messages[0]?.payload?.schema).toEqual(want);
});

describe('what stands beside $ref', () => {
  const schemas = { Name: { type: 'string' } };
  const given = { $ref: '#/components/schemas/Name', maxLength: 3 };
  test('is ignored in OpenAPI 3.0', async () => expect(await schemaOf('3.0.3', given, schemas)).toEqual({ $ref: 'schema:0' }));
  test('counts in OpenAPI 3.1', async () => expect(await schemaOf('3.1.0', given, schemas)).toEqual({ $ref: 'schema:0', maxLength: 3 }));
});

test('nullable that has no effect is a finding with its place', async () => {
  const contract = await contractWith('3.0.3', { nullable: true, allOf: [{ type: 'string' }] });
  expect(contract.findings.map(({ ruleId, pointer }) => ({ ruleId, pointer }))).toEqual([
    { ruleId: 'nullable-without-type', pointer: '/paths/~1x/get/responses/200/content/application~1json/schema/nullable' },
  ]);
});

test('nothing of the source is copied that need not change', async () => {
  const examples = [{ deep: { value: 1 } }];
  const schema = slotSchema(await contractWith('3.1.0', { type: 'object', examples, properties: { a: { type: 'string' } } }));
  expect(schema).toEqual({ type: 'object', examples, properties: { a: { type: 'string' } } });
});

test('a member called __proto__ is a member', async () => {
  const document = JSON.parse(
    '{"openapi":"3.0.0","info":{},"paths":{"/x":{"get":{"responses":{"200":{"content":{"application/json":{"schema":{"properties":{"__proto__":{"type":"string","nullable":true}}}}}}}}}}}',
  ) as unknown;
  const schema = slotSchema(await contractOf(JSON.stringify(document)));
  expect(JSON.stringify(schema)).toBe('{"properties":{"__proto__":{"type":["string","null"]}}}');
});
