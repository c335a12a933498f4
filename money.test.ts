import { expect, test } from 'vitest';
import { formatAmount, multiplyByRate, parseAmount, toMinor, toMoney } from './money.ts';

test.each([
  ['480', 'USD', 48000n],
  ['480.5', 'USD', 48050n],
  ['.5', 'USD', 50n],
  ['-12.34', 'USD', -1234n],
  ['1.230', 'USD', 123n],
  ['100', 'JPY', 100n],
  ['1.234', 'KWD', 1234n],
  ['999999999999999.99', 'USD', 99999999999999999n],
  ['1.239', 'USD', undefined],
  ['1.5', 'JPY', undefined],
  ['', 'USD', undefined],
  ['.', 'USD', undefined],
  ['1e3', 'USD', undefined],
  ['1,000', 'USD', undefined],
  ['--1', 'USD', undefined],
])('parseAmount %s %s', (text, currency, want) => {
  expect(parseAmount(text, currency)).toBe(want);
});

test.each([
  [1234n, 'USD', '12.34'],
  [-5n, 'USD', '-0.05'],
  [0n, 'USD', '0.00'],
  [100n, 'JPY', '100'],
  [1n, 'KWD', '0.001'],
])('formatAmount %s %s', (minor, currency, want) => {
  expect(formatAmount(minor, currency)).toBe(want);
});

test('the wire form and minor units are inverse', () => {
  for (const minor of [0n, 1n, -1n, 99n, 100n, -123456789012345n]) expect(toMinor(toMoney(minor, 'USD'))).toBe(minor);
});

test.each([
  [1250000n, '0.70', 875000n],
  [1n, '0.5', 1n],
  [-1n, '0.5', -1n],
  [3n, '0.333', 1n],
  [100n, '1', 100n],
])('multiplyByRate %s × %s', (minor, rate, want) => {
  expect(multiplyByRate(minor, rate)).toBe(want);
});
