import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROPERTY_SEED as SEED, propertyRuns } from '../../../testing/property-runs.ts';
import { secondValidator } from '../../../testing/second-validator.ts';
import { compileSchema, summarise, takesBody } from '../document-under-test.ts';

const RUNS = propertyRuns({ desk: 150, ci: 800 });
const KEYS = ['a', 'b', 'x1'] as const;

type Verdict = readonly string[] | 'accepted';

describe('unevaluatedProperties', () => {
  const aOrB = { oneOf: [{ properties: { a: { const: 1 } } }, { properties: { b: {} }, required: ['b'] }] };
  const tagged = {
    if: { properties: { k: { const: 'x' } }, required: ['k'] },
    then: { properties: { a: {} } },
    else: { properties: { b: {} } },
    unevaluatedProperties: false,
  };
  test.each<[name: string, schema: object, value: unknown, want: Verdict]>([
    [
      'a branch that failed beside patterns',
      { patternProperties: { '^x': {} }, ...aOrB, unevaluatedProperties: false },
      { x1: 1, a: 1 },
      'accepted',
    ],
    [
      'what a branch that failed declares',
      { patternProperties: { '^x': {} }, ...aOrB, unevaluatedProperties: false },
      { x1: 1, a: 2, b: 1 },
      ['invalid-body /a'],
    ],
    ['a condition that holds evaluates', tagged, { k: 'x', a: 1 }, 'accepted'],
    ['a condition that fails does not', tagged, { k: 'y', b: 1 }, ['invalid-body /k']],
    ['a condition alone evaluates', { if: { properties: { a: { const: 1 } } }, unevaluatedProperties: false }, { a: 1 }, 'accepted'],
    ['and not when it fails', { if: { properties: { a: { const: 1 } } }, unevaluatedProperties: false }, { a: 2 }, ['invalid-body /a']],
    [
      'what is negated is not evaluated',
      { not: { not: { properties: { a: {} } } }, unevaluatedProperties: false },
      { a: 1 },
      ['invalid-body /a'],
    ],
    [
      'a schema for what is left',
      { dependentSchemas: { a: { properties: { a: {}, b: {} } } }, unevaluatedProperties: { type: 'string' } },
      { a: 1, b: 1, c: 1 },
      ['invalid-body /c'],
    ],
  ])('%s', async (_, schema, value, want) => {
    expect(summarise(takesBody(await compileSchema(schema), value))).toEqual(want);
    expect((await secondValidator([schema]))(value)).toBe(want === 'accepted');
  });
});

describe('unevaluatedItems', () => {
  test.each<[name: string, schema: object, value: unknown, want: Verdict]>([
    ['contains evaluates what fits', { contains: { const: 1 }, unevaluatedItems: false }, [1, 1], 'accepted'],
    ['contains evaluates nothing else', { contains: { const: 1 }, unevaluatedItems: false }, [1, 2, 1], ['invalid-body /1']],
    [
      'after a prefix',
      { prefixItems: [{}], contains: { const: 1 }, unevaluatedItems: { type: 'string' } },
      [5, 'a', 1, 2],
      ['invalid-body /3'],
    ],
    ['the prefix of a condition that fails', { if: { prefixItems: [{ const: 1 }] }, unevaluatedItems: false }, [2], ['invalid-body /0']],
  ])('%s', async (_, schema, value, want) => {
    expect(summarise(takesBody(await compileSchema(schema), value))).toEqual(want);
    expect((await secondValidator([schema]))(value)).toBe(want === 'accepted');
  });
});

test(`agrees with a second validator (${RUNS} runs, seed ${SEED})`, { timeout: 600_000 }, async () => {
  const verdicts = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(schemas(), fc.array(values(), { minLength: 8, maxLength: 8 }), async (schema, samples) => {
      const [compiled, second] = [await compileSchema(schema), await secondValidator([schema])];
      for (const sample of samples) {
        const { accepted } = takesBody(compiled, sample);
        verdicts[accepted ? 'accepted' : 'refused'] += 1;
        expect(accepted, JSON.stringify({ schema, sample })).toBe(second(sample));
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(RUNS);
});

test('closed alternatives within each other take no endless time', async () => {
  let schema: object = { properties: { a: {} } };
  for (let depth = 0; depth < 25; depth += 1) {
    schema = { anyOf: [schema, { properties: { [`p${depth}`]: {} } }], unevaluatedProperties: false };
  }
  expect(summarise(takesBody(await compileSchema(schema), { a: 1, p3: 1, z: 1 }))).not.toBe('accepted');
});

/** Schemas whose parts evaluate, below an `unevaluated` keyword. */
function schemas(): fc.Arbitrary<object> {
  const scalar = fc.constantFrom<unknown>({}, { const: 1 }, { type: 'string' }, false);
  const own = fc.oneof(
    fc.dictionary(fc.constantFrom(...KEYS), scalar, { maxKeys: 2 }).map((properties) => ({ properties })),
    fc.constantFrom('^x', 'a').map((pattern) => ({ patternProperties: { [pattern]: { type: 'number' } } })),
    fc.constantFrom<object>({ required: ['a'] }, { additionalProperties: { const: 1 } }, { type: 'object' }, { minItems: 1 }),
    fc.array(scalar, { minLength: 1, maxLength: 2 }).map((prefixItems) => ({ prefixItems })),
    fc.tuple(scalar, fc.constantFrom(0, 1)).map(([contains, minContains]) => ({ contains, minContains })),
    fc.constant({ unevaluatedProperties: { type: 'number' } }),
  );
  const closing = fc.constantFrom<object>(
    { unevaluatedProperties: false },
    { unevaluatedProperties: { type: 'string' } },
    { unevaluatedItems: false },
    { unevaluatedItems: { type: 'string' }, unevaluatedProperties: false },
  );
  const part = (depth: number): fc.Arbitrary<object> => {
    if (depth === 0) return own;
    const list = fc.array(part(depth - 1), { minLength: 1, maxLength: 3 });
    return fc.oneof(
      own,
      fc.tuple(own, list, fc.constantFrom('anyOf', 'oneOf', 'allOf')).map(([beside, parts, keyword]) => ({ ...beside, [keyword]: parts })),
      fc.tuple(part(depth - 1), part(depth - 1), part(depth - 1)).map(([test, then, otherwise]) => ({ if: test, then, else: otherwise })),
      fc.tuple(own, part(depth - 1)).map(([beside, dependent]) => ({ ...beside, dependentSchemas: { a: dependent } })),
      fc.tuple(part(depth - 1), own).map(([negated, beside]) => ({ ...beside, not: negated })),
      fc.tuple(part(depth - 1), closing).map(([base, close]) => ({ allOf: [{ ...base, ...close }] })),
    );
  };
  return fc.tuple(own, part(2), closing).map(([beside, base, close]) => ({ ...beside, ...base, ...close }));
}

function values(): fc.Arbitrary<unknown> {
  const scalar = fc.constantFrom<unknown>(1, 2, 'a');
  return fc.oneof(
    { weight: 3, arbitrary: fc.dictionary(fc.constantFrom(...KEYS, 'z'), scalar, { maxKeys: 3 }).map((members) => ({ ...members })) },
    { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  );
}
