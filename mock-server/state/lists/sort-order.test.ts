import { expect, it } from 'vitest';
import { inOrder } from './sort-order.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });

it.each<[string, { given: readonly unknown[]; want: readonly unknown[] }]>([
  [
    'decimals by size, whether numbers or texts',
    { given: ['10', 9, '9.5', 1e-7, '-1', 1e21, '0.0000002'], want: ['-1', 1e-7, '0.0000002', 9, '9.5', '10', 1e21] },
  ],
  ['texts after decimals', { given: ['b', '10', 'a', '9'], want: ['9', '10', 'a', 'b'] }],
  [
    'instants and days by time',
    {
      given: ['2026-01-02', '2026-01-01T23:00:00-05:00', '2026-01-01T10:00:00Z'],
      want: ['2026-01-01T10:00:00Z', '2026-01-02', '2026-01-01T23:00:00-05:00'],
    },
  ],
  [
    'money by currency, then by amount',
    {
      given: [usd('10.00'), { amount: '99', currency: 'EUR' }, usd('9.5')],
      want: [{ amount: '99', currency: 'EUR' }, usd('9.5'), usd('10.00')],
    },
  ],
])('sorts %s', (_, { given, want }) => {
  const sort = (descending: boolean) =>
    inOrder(
      given.map((a) => ({ value: { a } })),
      [{ pointer: '/a', descending }],
    ).map(({ value }) => value.a);
  expect([sort(false), sort(true)]).toEqual([want, want.toReversed()]);
});

it('puts what lacks a field last in both directions, and leaves equals in their order', () => {
  const given = [
    { value: { n: 1 } },
    { value: { a: 2, n: 2 } },
    { value: { a: null, n: 3 } },
    { value: { a: '2.0', n: 4 } },
    { value: { a: 1, n: 5 } },
  ];
  const sort = (descending: boolean) => inOrder(given, [{ pointer: '/a', descending }]).map(({ value }) => value.n);
  expect([sort(false), sort(true)]).toEqual([
    [5, 2, 4, 1, 3],
    [2, 4, 5, 1, 3],
  ]);
});
