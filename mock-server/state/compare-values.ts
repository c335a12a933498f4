import { isObject } from '../answers/schema-shape.ts';
import { compareDecimals, parseDecimal } from './behaviour/decimal.ts';

/**
 * Orders two values as their meaning has it: decimals by size, whether numbers, strings or amounts of money; an instant against a day by its
 * day; everything else as text.
 *
 * @returns below zero, zero or above; undefined where a value is absent or no scalar, or money has two currencies.
 */
export function compareValues(left: unknown, right: unknown): number | undefined {
  if (isMoney(left) && isMoney(right) && left.currency !== right.currency) return undefined;
  const [one, two] = [scalarOf(left), scalarOf(right)];
  if (one === undefined || two === undefined) return undefined;
  const [first, second] = [parseDecimal(one), parseDecimal(two)];
  if (first && second) return compareDecimals(first, second);
  return compareWords(String(one), String(two));
}

function compareWords(one: string, two: string): number {
  if (DAY.test(one) && INSTANT.test(two)) return compareTexts(one, two.slice(0, 10));
  if (INSTANT.test(one) && DAY.test(two)) return compareTexts(one.slice(0, 10), two);
  if (INSTANT.test(one) && INSTANT.test(two)) return Date.parse(one) - Date.parse(two);
  return compareTexts(one, two);
}

/** True for an object of an amount, a text or a number, and a currency. */
export function isMoney(value: unknown): value is { readonly amount: string | number; readonly currency: string } {
  if (!isObject(value) || typeof value['currency'] !== 'string' || Object.keys(value).length !== 2) return false;
  return typeof value['amount'] === 'string' || typeof value['amount'] === 'number';
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** What of a value is compared: the amount of money, any scalar itself. */
function scalarOf(value: unknown): string | number | boolean | undefined {
  if (isMoney(value)) return value.amount;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
