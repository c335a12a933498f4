import { expect, it } from 'vitest';
import { readODataFilter } from './odata-filter.ts';

const nested = (levels: number): string => `${'('.repeat(levels)}a eq 1${')'.repeat(levels)}`;

it('nests to 199 levels, not to one more', () => {
  expect(readODataFilter(nested(199))?.({ a: 1 })).toBe(true);
  expect(readODataFilter(nested(200))).toBeUndefined();
});

it('counts levels of what is nested, not all the parts beside each other', () => {
  const parts = Array.from({ length: 70 }, (_, index) => `(not a eq ${index})`);
  const filter = readODataFilter(parts.join(' and '));
  expect([filter?.({ a: 70 }), filter?.({ a: 69 })]).toEqual([true, false]);
});
