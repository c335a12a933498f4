import { describe, expect, test } from 'vitest';
import type { Schema } from '../../contract/index.ts';
import { createSubsumption } from '../subsumption/index.ts';
import { contractOfSchemas } from '../subsumption/testing/contract-of-schemas.ts';
import { sendable, textForm, textReceiver } from './text-values.ts';

/** Does a receiver of text without quotes read what the sender means? */
function takes(sender: Schema, receiver: Schema): string {
  const contract = contractOfSchemas([sender, receiver]);
  const engine = createSubsumption(contract, contract, { direction: 'event', profile: 'exact' });
  return engine.subsumes(sender, textReceiver(engine, contract, receiver)).answer;
}

describe('text without quotes', () => {
  test.each<[string, Schema, Schema, string]>([
    ['an integer is the text of its digits', { type: 'integer' }, { type: 'string' }, 'yes'],
    ['text need not be digits', { type: 'string' }, { type: 'integer' }, 'no'],
    ['digits are an integer', { type: 'string', pattern: '^[1-9][0-9]{0,8}$' }, { type: 'integer' }, 'yes'],
    ['a boolean is true or false', { type: 'boolean' }, { type: 'string' }, 'yes'],
    ['true and false are booleans', { enum: ['true', 'false'] }, { type: 'boolean' }, 'yes'],
    ['5 and "5" are one', { const: 5 }, { enum: ['5'] }, 'yes'],
    ['"5" and 5 are one', { const: '5' }, { enum: [5] }, 'yes'],
    ['5 is not "6"', { const: 5 }, { enum: ['6'] }, 'no'],
    ['one value is a list of it', { type: 'integer' }, { type: 'array', items: { type: 'integer' } }, 'yes'],
    ['one value is no list of two', { type: 'integer' }, { type: 'array', minItems: 2, items: { type: 'integer' } }, 'no'],
    ['a list is no value', { type: 'array', minItems: 2, items: { type: 'integer' } }, { type: 'integer' }, 'no'],
    ['items are text, too', { type: 'array', items: { type: 'integer' } }, { type: 'array', items: { type: 'string' } }, 'yes'],
  ])('%s', (_, sender, receiver, want) => {
    expect(takes(sender, receiver)).toBe(want);
  });
});

test.each([
  [5, '5'],
  [[5], '5'],
  [
    [5, true],
    ['5', 'true'],
  ],
  [
    { a: 1, b: ['x'] },
    { a: '1', b: 'x' },
  ],
  [null, 'null'],
])('%j stands as %j', (value, want) => {
  expect(textForm(value)).toEqual(want);
});

test('no path segment is empty, no list is', () => {
  const parameter = { name: 'a', required: true, deprecated: false, explode: false, allowReserved: false, allowEmptyValue: false } as const;
  const rest = { direction: 'input', schema: true, examples: [], location: { file: '', pointer: '' } } as const;
  expect(sendable({ ...parameter, ...rest, in: 'path' })).toEqual({ minItems: 1, minProperties: 1, minLength: 1 });
  expect(sendable({ ...parameter, ...rest, in: 'query' })).toEqual({ minItems: 1, minProperties: 1 });
});
