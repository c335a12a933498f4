import { expect, it } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

const table: readonly [string, readonly [string, string][], readonly string[]][] = [
  [
    'all that fits',
    [
      ['a', 'xx'],
      ['b', 'xx'],
    ],
    ['a', 'b'],
  ],
  [
    'the newest of too many',
    [
      ['a', 'x'],
      ['b', 'x'],
      ['c', 'x'],
      ['d', 'x'],
    ],
    ['b', 'c', 'd'],
  ],
  [
    'the newest of what is too large',
    [
      ['a', 'xxxx'],
      ['b', 'xxxx'],
      ['c', 'xxxx'],
    ],
    ['b', 'c'],
  ],
  [
    'the newest, however large it is',
    [
      ['a', 'x'],
      ['b', 'x'.repeat(50)],
    ],
    ['b'],
  ],
  [
    'one value a key, as the newest',
    [
      ['a', 'xxxx'],
      ['b', 'xx'],
      ['a', 'xx'],
      ['c', 'xxxx'],
    ],
    ['b', 'a', 'c'],
  ],
];
it.each(table)('keeps %s', (_, given, left) => {
  const cache = new BoundedCache<string>({ maxKept: 3, maxBytes: 9 }, ({ length }) => length);
  for (const [key, value] of given) cache.keep(key, value);
  expect(cache.entries().map(([key]) => key)).toEqual(left);
  expect(cache.find('c')).toBe(given.find(([key]) => key === 'c')?.[1]);
});

it('has room again for what it dropped', () => {
  const cache = new BoundedCache<string>({ maxKept: 3, maxBytes: 9 }, ({ length }) => length);
  cache.keep('a', 'xxxxxxxx');
  cache.drop('a');
  cache.drop('a');
  cache.keep('b', 'xxxx');
  cache.keep('c', 'xxxxx');
  cache.clear();
  cache.keep('d', 'xxxx');
  cache.keep('e', 'xxxxx');
  expect(cache.entries().map(([key]) => key)).toEqual(['d', 'e']);
});
