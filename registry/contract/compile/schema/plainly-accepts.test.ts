import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { contractWith, slotSchema } from '../../testing/contract-of.ts';
import { PROPERTY_SEED, propertyRuns } from '../../../testing/property-runs.ts';
import type { Schema } from '../../contract.ts';
import { createJudges } from './judges.ts';
import { knownFormats } from './formats.ts';
import { plainlyAccepts } from './plainly-accepts.ts';

it.each<[string, unknown, unknown, boolean]>([
  ['a text', { type: 'string', minLength: 1, description: 'a' }, 'é', true],
  ['a text of code points', { maxLength: 1 }, '😀', true],
  ['a listed value', { enum: ['a', null] }, null, true],
  ['a date', { type: 'string', format: 'date' }, '2026-02-28', true],
  ['a format that nobody knows', { type: 'string', format: 'npi' }, '1', true],
  ['no date', { type: 'string', format: 'date' }, '2026-02-30', false],
  ['a number of another type', { type: 'integer' }, 1.5, false],
  ['a text that is too long', { maxLength: 1 }, 'ab', false],
  ['a schema with more to it', { type: 'string', not: {} }, 'a', false],
  ['an object', {}, {}, false],
  ['a reference', { $ref: '#/components/schemas/A' }, 'a', false],
])('of %s', (_, schema, value, want) => {
  expect(plainlyAccepts(schema, value)).toBe(want);
});

const texts = fc.constantFrom(
  'a',
  '',
  'abc',
  '😀',
  '2026-01-02',
  '2026-02-30',
  '2026-01-02T03:04:05Z',
  'a@b.com',
  '12',
  '-0.5',
  '10.0.0.1',
  'QQ==',
);
const values = fc.oneof(texts, fc.constantFrom(0, 1, -1, 2.5, 2 ** 40, null, true, false));
const members = fc.record(
  {
    type: fc.oneof(
      fc.constantFrom('string', 'integer', 'number', 'boolean'),
      fc.constant(['string', 'null']),
      fc.constant(['integer', 'string']),
    ),
    enum: fc.array(values, { minLength: 1, maxLength: 3 }),
    const: values,
    format: fc.constantFrom(...knownFormats().keys(), 'npi', 'password'),
    pattern: fc.constantFrom('^a', '^\\d+$', '\\-', 'b', '^.$'),
    minLength: fc.nat(3),
    maxLength: fc.nat(3),
    minimum: fc.integer({ min: -2, max: 2 }),
    maximum: fc.integer({ min: -2, max: 2 }),
    title: fc.constant('t'),
    'x-note': fc.constant(1),
  },
  { requiredKeys: [] },
);

/** Few keywords at once: what has all of them accepts nothing. */
const schemas = fc
  .tuple(
    members,
    fc.subarray(['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'title'], { maxLength: 2 }),
  )
  .map(([all, kept]) => Object.fromEntries(Object.entries(all).filter(([key]) => kept.includes(key))));

it('accepts nothing that the judge of the compiled contract refuses', { timeout: 600_000 }, async () => {
  let accepted = 0;
  const cases = fc.array(fc.tuple(schemas, values), { minLength: 20, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(cases, async (pairs) => {
      const members = Object.fromEntries(pairs.map(([schema], index) => [`p${index}`, schema]));
      const contract = await contractWith('3.1.0', { type: 'object', properties: members });
      const judges = createJudges(contract, false);
      const { properties } = slotSchema(contract) as { readonly properties: Readonly<Record<string, Schema>> };
      for (const [index, [, value]] of pairs.entries()) {
        const schema = properties[`p${index}`]!;
        if (!plainlyAccepts(schema, value)) continue;
        accepted += 1;
        expect([schema, value, judges.of(schema, 'event', { file: '', pointer: '' }).accepts(value)]).toEqual([schema, value, true]);
      }
    }),
    { numRuns: propertyRuns({ desk: 30, ci: 300 }), seed: PROPERTY_SEED },
  );
  expect(accepted).toBeGreaterThan(50);
});
