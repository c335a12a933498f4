/** A decimal number: digits × 10^exponent. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The decimal that a double is written with, by its shortest notation: 0.1 is a tenth. Keeps the order of doubles. */
export function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** The digits of a decimal at an exponent that is not above its own. */
export function digitsAt({ digits, exponent }: Decimal, at: number): bigint {
  return digits * 10n ** BigInt(exponent - at);
}

/** The double that is written as the decimal; undefined when the nearest double is written otherwise. */
export function numberOf(digits: bigint, exponent: number): number | undefined {
  const value = Number(`${digits}e${exponent}`);
  if (!Number.isFinite(value)) return undefined;
  const back = decimalOf(value);
  const lowest = Math.min(back.exponent, exponent);
  if (digitsAt(back, lowest) !== digitsAt({ digits, exponent }, lowest)) return undefined;
  return value === 0 ? 0 : value;
}

/** Greatest common divisor of positive numbers. */
export function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}

/** Quotient rounded towards negative infinity; the divisor is positive. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
