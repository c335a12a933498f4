import { describe, expect, test } from 'vitest';
import type { Schema } from '../../contract/index.ts';
import { createSubsumption, openExamples } from './index.ts';
import type { SubsumptionOptions } from './subsumption.ts';
import { contractOfSchemas } from './testing/contract-of-schemas.ts';
import { openValidators } from './testing/validators.ts';

type Answer = 'yes' | 'no' | 'unknown';

function compare(sender: Schema, receiver: Schema, options: Partial<SubsumptionOptions> = {}) {
  const [senders, receivers] = [contractOfSchemas([sender]), contractOfSchemas([receiver])];
  const full = { direction: 'event', profile: 'exact', ...options } as const;
  const engine = createSubsumption(senders, receivers, full);
  const verdict = engine.subsumes(sender, receiver);
  if (verdict.answer === 'no') {
    const [sends, takes] = [openValidators(senders, full.direction), openValidators(receivers, full.direction, full.profile)];
    for (const { witness } of verdict.failures) {
      expect([sends(sender, witness), takes(receiver, witness)]).toEqual([true, false]);
    }
  }
  return verdict;
}

const one: Schema = { type: 'object', required: ['k'], properties: { k: { const: 'one' }, a: { type: 'string' } } };
const two: Schema = { type: 'object', required: ['k'], properties: { k: { const: 'two' }, b: { type: 'integer' } } };
const closed = (properties: Schema): Schema => ({ type: 'object', properties, additionalProperties: false });

/** Narrower ⊆ wider is yes, the other way round is no. */
const NARROWER: readonly (readonly [name: string, narrower: Schema, wider: Schema])[] = [
  ['type', { type: 'integer' }, { type: 'number' }],
  ['type array', { type: 'string' }, { type: ['string', 'null'] }],
  ['false', false, { type: 'null' }],
  ['true', { type: 'null' }, true],
  ['enum', { enum: ['a', 1] }, { enum: ['a', 1, null] }],
  ['maxItems of thousands', { type: 'array', maxItems: 2000 }, { type: 'array', maxItems: 3000 }],
  ['const', { const: { a: [1] } }, { enum: [{ a: [1] }, 2] }],
  ['enum in a type', { enum: [1, 2] }, { type: 'integer' }],
  ['minimum', { type: 'number', minimum: 2 }, { type: 'number', minimum: 1 }],
  ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 1 }, { type: 'number', minimum: 1 }],
  ['maximum', { type: 'number', maximum: 1 }, { type: 'number', maximum: 2 }],
  ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 1 }, { type: 'number', maximum: 1 }],
  ['multipleOf', { type: 'number', multipleOf: 6 }, { type: 'number', multipleOf: 3 }],
  ['multipleOf of decimals', { type: 'number', multipleOf: 0.02 }, { type: 'number', multipleOf: 0.01 }],
  ['number formats', { type: 'number', format: 'int32' }, { type: 'number', format: 'int64' }],
  ['minLength', { type: 'string', minLength: 2 }, { type: 'string', minLength: 1 }],
  ['maxLength', { type: 'string', maxLength: 1 }, { type: 'string', maxLength: 2 }],
  ['pattern', { type: 'string', pattern: '^a+$' }, { type: 'string', pattern: '^a*$' }],
  ['pattern is searched', { type: 'string', pattern: 'ab' }, { type: 'string', pattern: 'a' }],
  ['pattern and length', { type: 'string', pattern: '^[ab]{2}$' }, { type: 'string', minLength: 2, maxLength: 2 }],
  ['format', { type: 'string', format: 'date' }, { type: 'string' }],
  ['format in a pattern', { type: 'string', format: 'date' }, { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }],
  ['formats in each other', { type: 'string', format: 'uri' }, { type: 'string', format: 'uri-reference' }],
  ['required', { type: 'object', required: ['a'] }, { type: 'object' }],
  ['properties', { type: 'object', properties: { a: { type: 'integer' } } }, { type: 'object', properties: { a: { type: 'number' } } }],
  ['additionalProperties', closed({ a: {} }), { type: 'object', properties: { a: {} } }],
  [
    'patternProperties',
    { type: 'object', patternProperties: { '^x': { type: 'integer' } } },
    { type: 'object', patternProperties: { '^x-': { type: 'number' } } },
  ],
  ['propertyNames', { type: 'object', propertyNames: { maxLength: 1 } }, { type: 'object', propertyNames: { maxLength: 2 } }],
  ['minProperties', { type: 'object', required: ['a', 'b'] }, { type: 'object', minProperties: 2 }],
  ['maxProperties', closed({ a: {}, b: {} }), { type: 'object', maxProperties: 2 }],
  ['dependentRequired', { type: 'object', required: ['b'] }, { type: 'object', dependentRequired: { a: ['b'] } }],
  [
    'dependentSchemas',
    { type: 'object', properties: { b: false } },
    { type: 'object', dependentSchemas: { a: { properties: { b: false } } } },
  ],
  [
    'unevaluatedProperties',
    { allOf: [{ properties: { a: {} } }], type: 'object', unevaluatedProperties: false },
    { type: 'object', maxProperties: 1 },
  ],
  ['items', { type: 'array', items: { type: 'integer' } }, { type: 'array', items: { type: 'number' } }],
  ['prefixItems', { type: 'array', prefixItems: [{ const: 1 }] }, { type: 'array', prefixItems: [{ type: 'integer' }] }],
  ['minItems', { type: 'array', minItems: 2 }, { type: 'array', minItems: 1 }],
  ['maxItems', { type: 'array', maxItems: 1 }, { type: 'array', maxItems: 2 }],
  ['uniqueItems', { type: 'array', maxItems: 1 }, { type: 'array', uniqueItems: true }],
  ['contains', { type: 'array', minItems: 1, items: { const: 1 } }, { type: 'array', contains: { type: 'integer' } }],
  ['minContains', { type: 'array', contains: { const: 1 }, minContains: 2 }, { type: 'array', contains: { const: 1 } }],
  ['maxContains', { type: 'array', items: { type: 'string' } }, { type: 'array', contains: { const: 1 }, minContains: 0, maxContains: 1 }],
  ['unevaluatedItems', { type: 'array', prefixItems: [{}], unevaluatedItems: false }, { type: 'array', maxItems: 2 }],
  ['allOf', { allOf: [{ minimum: 1 }, { maximum: 2 }], type: 'number' }, { type: 'number', minimum: 1 }],
  ['anyOf', { anyOf: [{ type: 'string' }, { type: 'null' }] }, { type: ['string', 'null', 'boolean'] }],
  ['oneOf told apart by a tag', one, { oneOf: [one, two] }],
  ['not', { type: 'string' }, { not: { type: 'object' } }],
  ['if', { type: 'integer', minimum: 5 }, { type: 'integer', if: { minimum: 3 }, then: { minimum: 4 } }],
  ['what cannot be', { type: 'object', required: ['a'], properties: { a: false } }, { type: 'string' }],
  ['too few values', { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 3 }, { type: 'string' }],
];

describe('each keyword', () => {
  test.each(NARROWER)('%s', (_, narrower, wider) => {
    expect(compare(narrower, wider).answer).toBe('yes');
    expect(compare(wider, narrower).answer).toBe('no');
  });
});

const SAME: readonly (readonly [name: string, schema: Schema, rewritten: Schema])[] = [
  ['1.0 is an integer', { type: 'integer' }, { type: 'number', multipleOf: 1 }],
  ['whole limits', { type: 'integer', minimum: 1 }, { type: 'integer', exclusiveMinimum: 0 }],
  ['enum and anyOf', { enum: ['a', 'b'] }, { anyOf: [{ const: 'b' }, { const: 'a' }] }],
  ['a tagged union and anyOf', { oneOf: [one, two] }, { anyOf: [two, one] }],
  [
    'allOf merged',
    { allOf: [{ required: ['a'] }, { properties: { a: { type: 'string' } } }] },
    { required: ['a'], properties: { a: { type: 'string' } } },
  ],
  ['if written out', { if: { type: 'string' }, then: { minLength: 1 } }, { anyOf: [{ not: { type: 'string' } }, { minLength: 1 }] }],
  ['patterns', { type: 'string', pattern: '^(a|b)+$' }, { type: 'string', pattern: '^[ab][ab]*$' }],
];

test.each(SAME)('%s: the same both ways', (_, schema, rewritten) => {
  expect([compare(schema, rewritten).answer, compare(rewritten, schema).answer]).toEqual(['yes', 'yes']);
});

const open: Schema = { type: 'object', properties: { a: { type: 'string' } } };
const grown: Schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } };
const shut = closed({ a: { type: 'string' } });
const shutGrown = closed({ a: { type: 'string' }, b: { type: 'string' } });
const readOnly: Schema = { ...(closed({ id: { type: 'integer', readOnly: true }, a: {} }) as object), required: ['id'] };

test.each<readonly [string, Schema, Schema, Partial<SubsumptionOptions>, Answer]>([
  ['an undeclared property is not sent', open, grown, { profile: 'wire' }, 'yes'],
  ['an undeclared property may be sent', open, grown, { profile: 'exact' }, 'no'],
  ['a declared property reaches a closed object', shutGrown, shut, { profile: 'wire' }, 'no'],
  ['a tolerant reader passes over it', shutGrown, shut, { profile: 'tolerant-reader' }, 'yes'],
  ['a map is declared free-form', { type: 'object', additionalProperties: true }, shut, { profile: 'wire' }, 'no'],
  ['an object without properties is free-form', { type: 'object' }, shut, { profile: 'wire' }, 'no'],
  ['what is required is sent, declared or not', { ...(open as object), required: ['b'] }, grown, { profile: 'wire' }, 'no'],
  ['readOnly is not sent in a request', readOnly, closed({ a: {} }), { profile: 'wire', direction: 'request' }, 'yes'],
  ['readOnly is sent in a response', readOnly, closed({ a: {} }), { profile: 'wire', direction: 'response' }, 'no'],
  ['readOnly is not required in a request', closed({ a: {} }), readOnly, { profile: 'wire', direction: 'request' }, 'yes'],
])('%s', (_, sender, receiver, options, answer) => {
  expect(compare(sender, receiver, options).answer).toBe(answer);
});

test('what a backreference decides is unknown, with the reason', () => {
  const verdict = compare({ type: 'string', pattern: '^(a|b)\\1$' }, { type: 'string', pattern: '^(aa|bb)$' });
  expect(verdict).toEqual({ answer: 'unknown', reason: expect.stringContaining('pattern') });
});

test('all independent failures are listed, each with its place', () => {
  const before: Schema = {
    type: 'object',
    properties: { a: { type: 'string' }, list: { type: 'array', items: { maxLength: 9, type: 'string' } } },
  };
  const after: Schema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'integer' }, list: { type: 'array', items: { maxLength: 3, type: 'string' } } },
  };
  const verdict = compare(before, after, { profile: 'wire' });
  const places = verdict.answer === 'no' ? verdict.failures.map(({ pointer, keyword }) => `${pointer} ${keyword}`).sort() : [];
  expect(places).toEqual([' required', '/a type', '/list/0 maxLength']);
});

test('130 schemas of 10 cyclic references', () => {
  const graph = (extra: object): readonly Schema[] =>
    Array.from({ length: 130 }, (_, index) => {
      const references = Array.from({ length: 10 }, (_, link) => [`r${link}`, { $ref: `schema:${(index * 7 + link * 13 + 1) % 130}` }]);
      return { type: 'object', properties: { ...Object.fromEntries(references), ...(index === 77 ? extra : {}) } };
    });
  const [base, head] = [contractOfSchemas(graph({})), contractOfSchemas(graph({ extra: { type: 'string' } }))];
  const root: Schema = { $ref: 'schema:0' };
  expect(createSubsumption(base, head, { direction: 'request' }).subsumes(root, root).answer).toBe('yes');
  const verdict = createSubsumption(base, head, { direction: 'request', profile: 'exact' }).subsumes(root, root);
  expect(verdict.answer === 'no' && verdict.failures.length).toBe(1);
  const engine = createSubsumption(base, base, { direction: 'request' });
  expect(engine.areIdentical(root, root)).toBe(true);
});

test.each<readonly [string, Schema, string | undefined, unknown]>([
  [
    'a chain of required members',
    { type: 'object', required: ['a'], properties: { a: { type: 'array', minItems: 1, items: { const: 7 } } } },
    undefined,
    { a: [7] },
  ],
  ['a pattern with a length', { type: 'string', pattern: '^[x]+$', minLength: 3 }, undefined, 'xxx'],
  [
    'a path that must be there',
    { type: 'object', properties: { a: { type: 'array', items: { type: 'object', properties: { b: { const: 1 } } } } } },
    '/a/0/b',
    { a: [{ b: 1 }] },
  ],
])('an example with %s', (_, schema, path, want) => {
  const example = openExamples(contractOfSchemas([schema]), { direction: 'event' })(schema, path === undefined ? {} : { with: path });
  expect(example?.value).toEqual(want);
});
