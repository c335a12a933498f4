import type { RulesetDefinition, RulesetFunction } from '@stoplight/spectral-core';
import * as fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../../package-root.ts';
import { PROPERTY_SEED, propertyRuns } from '../../../registry/testing/property-runs.ts';
import { loadSpectral } from '../spectral.ts';
import { runBoth, wholeRuleset } from './run-both.ts';

const CORPUS = packagePath('..', 'shared', 'corpus', 'specs');
const EXAMPLES = packagePath('node_modules', '@readme', 'oas-examples');
const versions = ['2.0', '3.0.3', '3.1.0', '3.2.0'];

async function expectSame(text: string, source?: string, definition?: RulesetDefinition): Promise<number> {
  const { spectral, accelerated } = await runBoth(definition ?? (await wholeRuleset()), text, source);
  expect(accelerated).toBe(spectral);
  return (JSON.parse(spectral) as readonly unknown[]).length;
}

describe.each([
  ['real descriptions', CORPUS, '../shared/corpus/specs is absent'],
  ['@readme/oas-examples', EXAMPLES, ''],
])('%s', (_, folder, absence) => {
  const isAbsent = !existsSync(folder);
  const files = isAbsent
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!package)\.(json|ya?ml)$/.test(file));
  it.skipIf(isAbsent)(
    `finds what Spectral finds in each file${isAbsent ? ` (skipped: ${absence})` : ''}`,
    { timeout: 600_000 },
    async () => {
      expect(files.length).toBeGreaterThan(4);
      let findings = 0;
      for (const file of files) findings += await expectSame(readFileSync(join(folder, file), 'utf8'), `/tree/${file}`);
      expect(findings).toBeGreaterThan(100);
    },
  );
});

/** A description in which a node is reached by many ways, with each schema below a name and in a request, a response and a parameter. */
function description(version: string, schemas: readonly unknown[]): string {
  const isSwagger = version === '2.0';
  const root = isSwagger ? '#/definitions' : '#/components/schemas';
  const named = Object.fromEntries(schemas.map((schema, index) => [`S${index}`, schema]));
  const media = (index: number, example: unknown) => ({
    schema: { $ref: `${root}/S${index}` },
    example,
    examples: { a: { value: example } },
  });
  const examples = schemas.map((schema) => (schema as { readonly example?: unknown }).example);
  const operation = (index: number) =>
    isSwagger
      ? {
          responses: {
            200: { description: 'a', schema: { $ref: `${root}/S${index}` }, examples: { 'application/json': examples[index] } },
          },
        }
      : {
          parameters: [{ name: 'p', in: 'query', ...media(index, examples[index]) }],
          requestBody: { content: { 'application/json': media(index, examples[index]) } },
          responses: { 200: { description: 'a', content: { 'application/json': media(index, examples[index]) } } },
        };
  const paths = Object.fromEntries(schemas.map((_, index) => [`/${index}`, { get: operation(index), post: operation(index) }]));
  return JSON.stringify({
    [isSwagger ? 'swagger' : 'openapi']: version,
    info: { title: 'eval(', version: '1' },
    paths,
    ...(isSwagger ? { definitions: named } : { components: { schemas: named } }),
  });
}

describe('schemas with examples', () => {
  const object = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string', readOnly: true }, b: { type: 'string', writeOnly: true } },
  };
  it.each<readonly [string, readonly unknown[]]>([
    [
      'read-only and write-only members',
      [
        { ...object, example: { b: 1 } },
        { ...object, required: ['b'], example: { a: 'x' } },
      ],
    ],
    [
      'read-only members within not and oneOf',
      [
        { not: object, example: {} },
        { oneOf: [object, { type: 'object' }], example: {} },
      ],
    ],
    [
      'ids, and the same one twice',
      [
        { $id: 'a', type: 'string', example: 1 },
        { $id: 'a', type: 'number', example: 'x' },
      ],
    ],
    [
      'ids of draft 4',
      [
        { id: 'b', type: 'string', example: 1 },
        { type: 'object', properties: { x: { id: 'b', type: 'number' } }, example: { x: '' } },
      ],
    ],
    [
      'ids in examples',
      [{ type: 'object', properties: { id: { type: 'string' } }, example: { id: 'a', items: { id: 'a' }, x: { id: 3 } } }],
    ],
    [
      'anchors and dialects',
      [
        { $anchor: 'c', example: 1 },
        { $schema: 'http://json-schema.org/draft-07/schema#', type: 'string', example: 1 },
      ],
    ],
    [
      'schemas that do not compile',
      [
        { type: 'strin', example: 1 },
        { nullable: true, example: null },
        { type: 'string', pattern: '(', example: 'a' },
      ],
    ],
    [
      'schemas refused at first',
      [
        { type: 'object', required: [], example: {} },
        { type: 'object', required: [], example: { a: 1 } },
      ],
    ],
    [
      'null',
      [
        { type: 'string', nullable: true, enum: ['a'], example: null },
        { type: 'string', 'x-nullable': true, example: 3 },
        { type: 'null', example: 0 },
      ],
    ],
    ['inherited names', [{ type: 'object', properties: { constructor: { type: 'string' }, toString: { type: 'string' } }, example: {} }]],
    ['recursion', [{ type: 'object', properties: { next: { $ref: '#/components/schemas/S0' } }, example: { next: { next: 3 } } }]],
    ['alternatives', [{ anyOf: [{ type: 'string' }, { type: 'object', properties: { a: { type: 'number' } } }], example: { a: 'x' } }]],
    [
      'unevaluated properties',
      [{ allOf: [{ properties: { a: { type: 'string' } } }], unevaluatedProperties: false, example: { a: 'x', b: 1 } }],
    ],
    [
      'repeated values and odd enums',
      [
        { enum: [1, 1], example: 2 },
        { enum: [{ a: 1 }, { a: 1 }], type: 'object', example: 1 },
        { enum: [], example: 1 },
      ],
    ],
    [
      'formats',
      [
        { type: 'string', format: 'date-time', example: '2026-02-30T00:00:00Z' },
        { type: 'integer', format: 'int32', example: 2 ** 40 },
      ],
    ],
  ])('%s', async (_, schemas) => {
    for (const version of versions) expect(await expectSame(description(version, schemas))).toBeGreaterThan(0);
  });

  const leaf = fc.oneof(
    fc.record(
      {
        type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'null', 'array', 'object', 'any', ['string', 'null']),
        nullable: fc.boolean(),
        format: fc.constantFrom(
          'date',
          'date-time',
          'uri',
          'uuid',
          'email',
          'int32',
          'int64',
          'float',
          'password',
          'unknown',
          'ipv4',
          'byte',
          'hostname',
        ),
        enum: fc.constantFrom(['a', 'b'], [1, 2], ['a', null], [{}], ['a', 'a']),
        minLength: fc.constantFrom(0, 2, -1),
        maximum: fc.constantFrom(1, 5.5),
        exclusiveMaximum: fc.constantFrom(true, 3),
        pattern: fc.constantFrom('^a', '[', '\\d+'),
        multipleOf: fc.constantFrom(2, 0),
        description: fc.constantFrom('a', 1),
        default: fc.constantFrom('a', 1, null),
        readOnly: fc.boolean(),
        'x-nullable': fc.boolean(),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ description: fc.constant('any') }),
  );
  const { schema: anySchema } = fc.letrec<{ schema: unknown; node: unknown }>((tie) => ({
    schema: fc.oneof({ maxDepth: 3 }, leaf, tie('node')),
    node: fc.oneof(
      fc.record(
        {
          type: fc.constant('object'),
          properties: fc.dictionary(fc.constantFrom('a', 'b', 'id', 'toString'), tie('schema'), { maxKeys: 3 }),
          required: fc.constantFrom(['a'], ['a', 'b'], [], ['a', 'a']),
          additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
          minProperties: fc.constant(1),
        },
        { requiredKeys: ['type', 'properties'] },
      ),
      fc.record({ type: fc.constant('array'), items: tie('schema'), uniqueItems: fc.boolean(), minItems: fc.constantFrom(0, 1) }),
      fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ not: tie('schema') }),
    ),
  }));
  const texts = fc.constantFrom('a', '', 'abc', '2026-01-02', '2026-01-02T03:04:05Z', 'https://example.com/a', 'a@b.com', '12', '10.0.0.1');
  const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 2 },
      fc.oneof(texts, fc.constantFrom(0, 1, 2.5, 2 ** 40, null, true)),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'id', 'c'), tie('value'), { maxKeys: 3 }),
    ),
  }));

  it('of any kind', { timeout: 600_000 }, async () => {
    const schemas = fc.array(
      fc.tuple(anySchema, anyValue).map(([schema, example]) => ({ ...(schema as object), example })),
      { minLength: 2, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...versions), schemas, async (version, list) => {
        expect(await expectSame(description(version, list))).toBeGreaterThan(0);
      }),
      { numRuns: propertyRuns({ desk: 60, ci: 1000 }), seed: PROPERTY_SEED },
    );
  });
});

describe('rulesets', () => {
  const paths = [
    '$',
    '$.a',
    '$.a.b',
    '$.*',
    '$.a[*]',
    '$..a',
    '$..b',
    '$..[a,b]',
    '$..*',
    "$['a']",
    "$.a['b','c']",
    '$[a,b].c',
    '$.a..b',
    '$.a..b.c',
    '$..a..b',
    '$..a.b',
    '$..a[*].b',
    '$.*.*..c',
    '$..[?(@.a)]',
    '$..[?(@ && @.b && @.b.c)]',
    "$..[?(@property === 'a')]",
    '$..a[?(@.b == 1)]',
    '$.a..[?(@ && @.c !== void 0)]',
    '$..[?(@ && @.b)].b',
    '$.a[?(@.length > 1)]',
    '$..a^',
    '$..a~',
    '$.a[0]',
    '$..[0]',
    '$.a[0:2]',
    '$..b[?(@.match(/x/))]',
    '$.x-y',
    '$..$ref',
    '$..a.*',
  ];
  const anyTree = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('x', 1, 0, null, '', true),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'x-y'), tie('tree'), { maxKeys: 4 }),
    ),
  })).tree;

  it('reach the same nodes by any path', { timeout: 600_000 }, async () => {
    const { functions } = await loadSpectral();
    const seen = (input: unknown, _: unknown, { path }: { readonly path: readonly unknown[] }) => [
      { message: JSON.stringify([path, input]) },
    ];
    const usable = [];
    for (const given of paths) {
      const rules = { a: { given, message: '{{error}}', then: { function: seen } } };
      if ((await runBoth({ rules }, 'a: 1')).spectral !== '"failed"') usable.push(given);
    }
    expect(usable.length).toBeGreaterThan(paths.length - 8);
    await fc.assert(
      fc.asyncProperty(anyTree, fc.subarray(usable, { minLength: 1 }), fc.boolean(), async (tree, given, resolved) => {
        const rules = {
          seen: { given, resolved, message: '{{error}}', then: { function: seen } },
          short: { given, resolved, then: { function: functions.length, functionOptions: { max: 0 } } },
          named: { given, resolved, then: { field: 'a', function: functions.truthy } },
        };
        await expectSame(JSON.stringify(tree), '/tree/a.json', { rules });
      }),
      { numRuns: propertyRuns({ desk: 150, ci: 2000 }), seed: PROPERTY_SEED },
    );
  });

  it('use each function of Spectral', async () => {
    const { functions } = await loadSpectral();
    const f = functions as unknown as Readonly<Record<string, RulesetFunction>>;
    const then = (name: string, functionOptions?: unknown, field?: string) => ({
      function: f[name]!,
      ...(functionOptions ? { functionOptions } : {}),
      ...(field ? { field } : {}),
    });
    const rules = {
      alphabetical: { given: '$.tags', then: then('alphabetical', { keyedBy: 'name' }) },
      casing: { given: '$..operationId', then: then('casing', { type: 'kebab' }) },
      defined: { given: '$.paths[*][*]', then: then('defined', undefined, 'x-a.b') },
      enumeration: { given: '$..in', then: then('enumeration', { values: ['header'] }) },
      falsy: { given: '$.info', then: then('falsy', undefined, 'title') },
      length: { given: '$..description', then: then('length', { min: 100 }) },
      or: { given: '$..get', then: then('or', { properties: ['x-a', 'x-b'] }) },
      pattern: { given: '$.paths', then: then('pattern', { match: '^/v\\d' }, '@key') },
      schema: {
        given: '$..responses[*]',
        then: then('schema', { allErrors: true, schema: { type: 'object', required: ['headers', 'x-a'] } }),
      },
      invalid: { given: '$..responses', then: then('schema', { schema: { type: 'strin' } }) },
      dialect: {
        given: '$.info',
        then: then('schema', { dialect: 'draft4', schema: { id: 'x', properties: { version: { type: 'number' } } } }),
      },
      truthy: { given: '$..parameters[*]', then: [then('truthy', undefined, 'description'), then('truthy', undefined, 'x.y')] },
      undefined: { given: '$..schema', resolved: false, then: then('undefined') },
      unused: {
        given: '$.components.schemas',
        resolved: false,
        then: then('unreferencedReusableObject', { reusableObjectsLocation: '#/components/schemas' }),
      },
      xor: { given: '$..content[*]', then: then('xor', { properties: ['schema', 'example'] }) },
      children: { given: '$.paths', then: then('truthy', undefined, '$..summary') },
    };
    const used = Object.values(rules).flatMap(({ then: steps }) => [steps].flat().map((step) => step.function));
    expect(Object.keys(f).filter((name) => !used.includes(f[name]!))).toEqual([]);
    const schema = { type: 'object', properties: { a: { type: 'string', enum: ['a', 'a'] } }, example: { a: 'b' } };
    for (const version of versions.slice(1)) {
      const text = description(version, [schema, { ...schema, example: { a: 'a' } }]);
      expect(await expectSame(text, undefined, { rules })).toBeGreaterThan(20);
      expect(
        await expectSame(text, undefined, {
          rules,
          overrides: [{ files: ['*.yaml'], rules: { truthy: 'off' } }],
        } as unknown as RulesetDefinition),
      ).toBeGreaterThan(20);
    }
  });
});
