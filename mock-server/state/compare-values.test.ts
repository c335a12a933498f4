import { expect, it } from 'vitest';
import { compareValues } from './compare-values.ts';

const usd = (amount: string | number) => ({ amount, currency: 'USD' });

it.each<readonly [left: unknown, right: unknown, want: number | undefined]>([
  [1e-7, '0.5', -1],
  [1e-7, '0.0000001', 0],
  [-2.5e-7, 1e-7, -1],
  [1.5e21, '1500000000000000000000.00', 0],
  [1e21, '999', 1],
  [usd(1e-7), usd('0.00'), 1],
  ['9.50', 9.5, 0],
  ['10', '9', 1],
  ['1e5', '100000', 1],
  [true, 'true', 0],
  ['b', 'a', 1],
  ['2026-01-02', '2026-01-02T10:00:00Z', 0],
  ['2026-01-02T10:00:00Z', '2026-01-02', 0],
  ['2026-01-02T10:00:00Z', '2026-01-02T11:00:00+01:00', 0],
  [usd('1'), { amount: '1', currency: 'EUR' }, undefined],
  [undefined, 1, undefined],
  [[1], 1, undefined],
])('compares %j with %j', (left, right, want) => {
  const compared = compareValues(left, right);
  expect(compared === undefined ? undefined : Math.sign(compared)).toBe(want);
});
