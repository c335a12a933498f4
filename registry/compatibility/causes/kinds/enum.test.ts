import { expect, it } from 'vitest';
import type { SchemaView } from '../schema-view.ts';
import { nameEnum } from './enum.ts';

/** A view of which only the listed values count. */
function listing(...values: readonly string[]): SchemaView {
  return {
    all: [],
    asserted: [],
    conditional: [],
    types: undefined,
    values,
    required: new Set(),
    properties: new Map(),
    keyword: () => [],
  };
}

it.each([
  [
    'values that are gone',
    { base: listing('a', 'b', 'c'), head: listing('a'), receiver: 'head' as const, want: '"b", "c" are no longer listed' },
  ],
  ['the value that was found', { base: listing(), head: listing('a'), receiver: 'head' as const, want: '"b" is no longer listed' }],
  ['values that are new', { base: listing('a'), head: listing('a', 'b'), receiver: 'base' as const, want: '"b" is new in the list' }],
  ['the new value that was found', { base: listing('a'), head: listing(), receiver: 'base' as const, want: '"b" is new in the list' }],
])('names %s', (_name, { want, ...views }) => {
  expect(nameEnum({ keyword: 'enum', property: undefined, refusing: undefined, value: 'b', ...views })?.message).toBe(want);
});
