import { describe, expect, test } from 'vitest';
import { contractWith, slotSchema } from '../../contract/testing/contract-of.ts';
import { type EqualityScope, openSchemaEquality } from './schema-equality.ts';

async function equal(base: [unknown, object?], head: [unknown, object?], scope: EqualityScope = 'wire'): Promise<boolean> {
  const one = await contractWith('3.1.0', base[0], base[1] as Record<string, unknown>);
  const other = await contractWith('3.1.0', head[0], head[1] as Record<string, unknown>);
  return openSchemaEquality(one, other, scope)(slotSchema(one), slotSchema(other));
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('schema equality', () => {
  test.each<[string, [unknown, object?], [unknown, object?], boolean]>([
    ['order of keywords and of sets', [{ type: 'object', required: ['a', 'b'] }], [{ required: ['b', 'a'], type: 'object' }], true],
    ['annotations', [{ type: 'string', description: 'x' }], [{ type: 'string', 'x-y': 1 }], true],
    ['a limit', [{ maxLength: 3 }], [{ maxLength: 4 }], false],
    ['renamed references', [ref('A'), { A: { type: 'string' } }], [ref('B'), { B: { type: 'string' } }], true],
    [
      'cycles',
      [ref('A'), { A: { properties: { next: ref('A'), value: ref('V') } }, V: { type: 'string' } }],
      [ref('A'), { A: { properties: { next: ref('A'), value: ref('V') } }, V: { type: 'string' } }],
      true,
    ],
    [
      'a difference far down a cycle',
      [ref('A'), { A: { properties: { b: ref('B') } }, B: { properties: { a: ref('A'), v: ref('V') } }, V: { type: 'string' } }],
      [ref('A'), { A: { properties: { b: ref('B') } }, B: { properties: { a: ref('A'), v: ref('V') } }, V: { type: 'number' } }],
      false,
    ],
    ['data that looks like a reference', [{ const: { $ref: 'a' } }], [{ const: { $ref: 'b' } }], false],
    ['true and an empty schema are told apart', [true], [{}], false],
  ])('%s', async (_, base, head, want) => {
    expect(await equal(base, head)).toBe(want);
  });

  test.each<[string, object, object, boolean]>([
    ['a description', { description: 'a' }, { description: 'b' }, true],
    ['a default', { default: 'a' }, { default: 'b' }, false],
    ['a deprecation', {}, { deprecated: true }, false],
    ['no deprecation', {}, { deprecated: false }, true],
  ])('in meaning, %s', async (_, base, head, want) => {
    expect(await equal([base], [head], 'meaning')).toBe(want);
  });

  test('looks at annotations when asked', async () => {
    expect(await equal([{ description: 'a' }], [{ description: 'b' }], 'written')).toBe(false);
    expect(await equal([{ description: 'a' }], [{ description: 'a' }], 'written')).toBe(true);
  });
});
