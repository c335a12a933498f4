import { pickInteger } from '../seeded-random.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** Digits that the seed decides. */
export function pickDigits(random: SeededRandom, length: number): string {
  return Array.from({ length }, () => pickInteger(random, 0, 9)).join('');
}

/** The digit that makes digits pass the Luhn test (ISO/IEC 7812-1 annex B). */
export function luhnDigit(digits: string): number {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** A National Provider Identifier: ten digits, the first 1 or 2, checked by Luhn with the prefix 80840 (45 CFR 162.406). */
export function sampleNpi(random: SeededRandom): string {
  const body = `${pickInteger(random, 1, 2)}${pickDigits(random, 8)}`;
  return `${body}${luhnDigit(`80840${body}`)}`;
}

/** A key of GS1 with its check digit (GS1 General Specifications §7.9): GTIN of 8, 12, 13 or 14 digits, GLN of 13, SSCC of 18. */
export function sampleGs1Key(random: SeededRandom, length: number): string {
  const body = pickDigits(random, length - 1).replace(/^0/, '1');
  const sum = [...body].toReversed().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** A German International Bank Account Number, its check digits right (ISO 13616-1, ISO 7064 MOD 97-10). */
export function sampleIban(random: SeededRandom): string {
  const account = pickDigits(random, 18);
  // D is 13, E is 14.
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`;
}

/** A routing number of the American Bankers Association with its check digit: nine digits, weights 3, 7 and 1. */
export function sampleRoutingNumber(random: SeededRandom): string {
  const body = `0${pickInteger(random, 1, 9)}${pickDigits(random, 6)}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * ([3, 7, 1][index % 3] ?? 0), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
