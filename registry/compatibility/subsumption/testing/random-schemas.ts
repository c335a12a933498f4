import fc from 'fast-check';
import type { Schema } from '../../../contract/index.ts';

/** Which parts of JSON Schema random schemas use. */
export interface RandomSchemaOptions {
  /** How many named schemas there are to refer to, cycles included. */
  readonly named: number;
  readonly formats: boolean;
  /** `not`, `if`, `unevaluated*`, `dependent*`, `contains`, `propertyNames`, `patternProperties`. */
  readonly rare: boolean;
}

type Random = fc.Arbitrary<Schema>;

const NAMES = ['a', 'b', 'c', 'x1'];
const NAME_PATTERNS = ['^a', '^x', '[0-9]', '^[a-z]+$', '^', '^(?!a)'];
const TEXT_PATTERNS = [
  '^a',
  'a$',
  '^[ab]+$',
  '^a*$',
  '^(a|b){1,3}$',
  '^\\d+$',
  'a.b',
  '^[^a]*$',
  '^[A-Z]{2}\\d?$',
  '(?=a)',
  '^(?!b).*$',
  '\\bab',
];
const FORMATS = ['date', 'date-time', 'uuid', 'ipv4', 'email', 'uri', 'uri-reference', 'int32', 'uint8', 'decimal', 'hostname', 'byte'];
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  1.5,
  -3,
  'a',
  'b',
  '',
  'ab',
  '12',
  [],
  [1],
  ['a', 'a'],
  {},
  { a: 1 },
  { a: 'a', b: null },
];
const LIMITS = [-3, -1, 0, 0.5, 1, 2, 3, 10, 100];
/** Those that doubles hold exactly, as not every validator reckons in decimals. */
const DIVISORS = [1, 2, 3, 0.5, 0.25, 4, 1.5];
const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

/**
 * A list of schemas that refer to each other: the first is the root. A schema applies another one to the same value only when that stands
 * later in the list, so that no schema applies itself to the same value without end.
 */
export function randomSchemas(options: RandomSchemaOptions): fc.Arbitrary<readonly Schema[]> {
  const list = Array.from({ length: options.named + 1 }, (_, index) => randomSchema(options, index, 3));
  return fc.tuple(...list);
}

function randomSchema(options: RandomSchemaOptions, index: number, depth: number): Random {
  if (depth === 0) {
    return fc.oneof({ weight: 6, arbitrary: scalar(options) }, { weight: 1, arbitrary: fc.boolean() }, ...reference(options, index + 1));
  }
  const inPlace = fc.memo((left) => randomSchema(options, index, left));
  const apart = fc.memo((left) => fc.oneof({ weight: 4, arbitrary: randomSchema(options, index, left) }, ...reference(options, 0)));
  const here = () => fc.oneof({ weight: 4, arbitrary: inPlace(depth - 1) }, ...reference(options, index + 1));
  return fc.oneof(
    { weight: 4, arbitrary: scalar(options) },
    { weight: 6, arbitrary: object(apart(depth - 1), here(), options) },
    { weight: 3, arbitrary: array(apart(depth - 1), options) },
    { weight: 4, arbitrary: applicator(here(), options) },
    { weight: 2, arbitrary: together(object(apart(depth - 1), here(), options), applicator(here(), options)) },
    { weight: 1, arbitrary: together(scalar(options), applicator(here(), options)) },
    ...(options.rare ? [{ weight: 1, arbitrary: unevaluated(object(apart(depth - 1), here(), options), here(), apart(depth - 1)) }] : []),
    ...reference(options, index + 1),
  );
}

function reference({ named }: RandomSchemaOptions, from: number): readonly { weight: number; arbitrary: Random }[] {
  if (from > named) return [];
  return [{ weight: 2, arbitrary: fc.integer({ min: from, max: named }).map((id): Schema => ({ $ref: `schema:${id}` })) }];
}

function together(...parts: readonly Random[]): Random {
  return fc.tuple(...parts).map((schemas) => Object.assign({}, ...schemas.filter((schema) => typeof schema === 'object')) as Schema);
}

/** Some of the keywords, each seldom, and all that are required. */
function sparse(keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>, required: readonly string[] = []): Random {
  const entries = Object.entries(keywords).map(([keyword, value]) =>
    required.includes(keyword) ? value : fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value }),
  );
  return fc
    .tuple(...entries)
    .map(
      (values) =>
        Object.fromEntries(
          Object.keys(keywords).flatMap((keyword, index) => (values[index] === undefined ? [] : [[keyword, values[index]]])),
        ) as Schema,
    );
}

function types(): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...TYPES) },
    { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }) },
  );
}

function scalar(options: RandomSchemaOptions): Random {
  const count = fc.integer({ min: 0, max: 4 });
  return fc.oneof(
    sparse({ type: types(), enum: fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 4 }) }),
    fc.constantFrom(...VALUES).map((value): Schema => ({ const: value })),
    sparse(
      {
        type: fc.constantFrom('number', 'integer'),
        minimum: fc.constantFrom(...LIMITS),
        exclusiveMinimum: fc.constantFrom(...LIMITS),
        maximum: fc.constantFrom(...LIMITS),
        exclusiveMaximum: fc.constantFrom(...LIMITS),
        multipleOf: fc.constantFrom(...DIVISORS),
        ...(options.formats ? { format: fc.constantFrom('int32', 'uint8', 'int64') } : {}),
      },
      ['type'],
    ),
    sparse(
      {
        type: fc.constant('string'),
        minLength: count,
        maxLength: count,
        pattern: fc.constantFrom(...TEXT_PATTERNS),
        ...(options.formats ? { format: fc.constantFrom(...FORMATS) } : {}),
      },
      ['type'],
    ),
    types().map((type): Schema => ({ type })),
  );
}

function object(member: Random, part: Random, options: RandomSchemaOptions): Random {
  const names = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 });
  const count = fc.integer({ min: 0, max: 3 });
  const plain = {
    type: fc.constant('object'),
    properties: fc.dictionary(fc.constantFrom(...NAMES), member, { maxKeys: 3 }),
    required: names,
    additionalProperties: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: member }),
    minProperties: count,
    maxProperties: count,
  };
  const rare = {
    patternProperties: fc.dictionary(fc.constantFrom(...NAME_PATTERNS), member, { minKeys: 1, maxKeys: 2 }),
    propertyNames: fc.constantFrom<Schema>({ pattern: '^[a-z]+$' }, { maxLength: 1 }, { enum: ['a', 'b'] }, { not: { const: 'a' } }, false),
    dependentRequired: fc.dictionary(fc.constantFrom(...NAMES), names, { minKeys: 1, maxKeys: 1 }),
    dependentSchemas: fc.dictionary(fc.constantFrom(...NAMES), part, { minKeys: 1, maxKeys: 1 }),
  };
  const usual = sparse(plain, ['type', 'properties']);
  if (!options.rare) return usual;
  return fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: sparse({ ...plain, ...rare }, []) });
}

function array(item: Random, options: RandomSchemaOptions): Random {
  const count = fc.integer({ min: 0, max: 3 });
  const plain = {
    type: fc.constant('array'),
    items: item,
    prefixItems: fc.array(item, { minLength: 1, maxLength: 2 }),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
  };
  const usual = sparse(plain, ['type']);
  if (!options.rare) return usual;
  const contains = { contains: item, minContains: count, maxContains: count };
  return fc.oneof(
    { weight: 2, arbitrary: usual },
    { weight: 1, arbitrary: sparse({ ...plain, ...contains }, []) },
    { weight: 1, arbitrary: sparse({ ...plain, unevaluatedItems: item }, ['unevaluatedItems']) },
  );
}

function applicator(part: Random, options: RandomSchemaOptions): Random {
  const list = fc.array(part, { minLength: 1, maxLength: 3 });
  const usual = fc.oneof(
    list.map((allOf): Schema => ({ allOf })),
    list.map((anyOf): Schema => ({ anyOf })),
    list.map((oneOf): Schema => ({ oneOf })),
  );
  if (!options.rare) return usual;
  return fc.oneof(
    { weight: 3, arbitrary: usual },
    { weight: 1, arbitrary: part.map((not): Schema => ({ not })) },
    { weight: 1, arbitrary: sparse({ if: part, then: part, else: part }, ['if', 'then']) },
  );
}

function unevaluated(base: Random, part: Random, left: Random): Random {
  const closing = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: left });
  return fc
    .tuple(base, applicator(part, { named: 0, formats: false, rare: true }), closing)
    .map(([own, others, unevaluatedProperties]): Schema => ({ ...(own as object), ...(others as object), unevaluatedProperties }));
}
