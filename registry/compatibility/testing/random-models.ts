import fc from 'fast-check';
import type { Schema } from '../../contract/index.ts';

type Model = fc.Arbitrary<Schema>;

/** The property that the random models may mark as `readOnly`, and the one that they may mark as `writeOnly`. */
export const HIDDEN_NAMES = { readOnly: 'made', writeOnly: 'secret' } as const;

const NAMES = ['a', 'b', 'c'];
const TAG = 'kind';

/**
 * Schemas as the authors of OpenAPI write them, in keywords that 3.0 has a word for: the first is the root, the second and third are
 * objects with a tag, the fourth is a union of those two, by discriminator perhaps. `schema:1` refers to the second.
 */
export function randomModels(): fc.Arbitrary<readonly Schema[]> {
  return fc.tuple(object(2, []), object(2, [TAG]), object(2, [TAG]), union());
}

function member(depth: number): Model {
  const reference = fc.constantFrom(1, 2, 3).map((id): Schema => ({ $ref: `schema:${id}` }));
  if (depth === 0) return fc.oneof({ weight: 5, arbitrary: scalar() }, { weight: 1, arbitrary: reference });
  return fc.oneof(
    { weight: 5, arbitrary: scalar() },
    { weight: 2, arbitrary: reference },
    { weight: 2, arbitrary: object(depth - 1, []) },
    { weight: 2, arbitrary: list(member(depth - 1)) },
    { weight: 1, arbitrary: fc.tuple(reference, object(depth - 1, [])).map(([base, own]): Schema => ({ allOf: [base, own] })) },
    { weight: 1, arbitrary: fc.array(member(depth - 1), { minLength: 2, maxLength: 2 }).map((anyOf): Schema => ({ anyOf })) },
  );
}

/** A type, or the type with null beside it. */
function nullable(type: string): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(type) }, { weight: 1, arbitrary: fc.constant([type, 'null']) });
}

function scalar(): Model {
  const count = fc.integer({ min: 0, max: 3 });
  const limit = fc.constantFrom(-3, 0, 1, 2, 10);
  return fc.oneof(
    some({ type: nullable('string') }, { minLength: count, maxLength: count, pattern: fc.constantFrom('^a', '^[ab]+$', '\\d', '^(?!a)') }),
    some({ type: nullable('string') }, { format: fc.constantFrom('date', 'uuid', 'date-time', 'email') }),
    some({ type: nullable('integer') }, { minimum: limit, maximum: limit, format: fc.constant('int32') }),
    some({ type: nullable('number') }, { exclusiveMinimum: limit, exclusiveMaximum: limit, multipleOf: fc.constantFrom(0.5, 0.01, 2) }),
    some({ type: fc.constant('string'), enum: fc.uniqueArray(fc.constantFrom('a', 'b', 'ab', ''), { minLength: 1, maxLength: 3 }) }, {}),
    some({ type: nullable('boolean') }, {}),
  );
}

function list(item: Model): Model {
  const count = fc.integer({ min: 0, max: 3 });
  return some({ type: nullable('array'), items: item }, { minItems: count, maxItems: count, uniqueItems: fc.boolean() });
}

function object(depth: number, needed: readonly string[]): Model {
  const marked = fc.record({ made: hidden('readOnly'), secret: hidden('writeOnly') }, { requiredKeys: [] });
  const own = fc.dictionary(fc.constantFrom(...NAMES), member(depth), { maxKeys: 3, noNullPrototype: true });
  const tags = Object.fromEntries(needed.map((name) => [name, { type: 'string' }]));
  const shape = fc
    .tuple(own, fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: marked }))
    .chain(([members, extra]) => {
      const properties: Readonly<Record<string, unknown>> = { ...members, ...extra, ...tags };
      return fc.subarray(Object.keys(properties)).map((names) => {
        const required = [...new Set([...needed, ...names])];
        return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
      });
    });
  const rest = some(
    {},
    {
      additionalProperties: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: scalar() }),
      minProperties: fc.constantFrom(1, 2),
      maxProperties: fc.constantFrom(3, 5),
    },
  );
  return fc.tuple(shape, rest).map(([one, other]): Schema => ({ ...one, ...(other as object) }));
}

function hidden(annotation: 'readOnly' | 'writeOnly'): Model {
  return fc
    .tuple(scalar(), fc.boolean())
    .map(([schema, isMarked]): Schema => (isMarked ? { ...(schema as object), [annotation]: true } : schema));
}

function union(): Model {
  const mapping = fc.constantFrom(undefined, { one: 'schema:1', two: 'schema:2' }, { first: 'schema:1' });
  return fc.tuple(mapping, fc.boolean(), fc.constantFrom('oneOf', 'anyOf')).map(([tags, isTagged, keyword]): Schema => {
    const branches = { [keyword]: [{ $ref: 'schema:1' }, { $ref: 'schema:2' }] };
    return isTagged ? { ...branches, discriminator: { propertyName: TAG, ...(tags ? { mapping: tags } : {}) } } : branches;
  });
}

/** All of some keywords, and each of others seldom. */
function some(all: Readonly<Record<string, fc.Arbitrary<unknown>>>, seldom: Readonly<Record<string, fc.Arbitrary<unknown>>>): Model {
  const rare = Object.fromEntries(
    Object.entries(seldom).map(([keyword, value]) => [keyword, fc.option(value, { freq: 1, nil: undefined })]),
  );
  return fc
    .tuple(fc.record(all), fc.record(rare))
    .map(([own, others]) => Object.fromEntries(Object.entries({ ...own, ...others }).filter(([, value]) => value !== undefined)) as Schema);
}
