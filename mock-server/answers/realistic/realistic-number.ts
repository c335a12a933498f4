import { periodOf } from './dates-in-order.ts';
import { pickInteger } from '../seeded-random.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { MemberPlace } from './member-place.ts';

/** A number that the name of its member suggests; undefined when it suggests none. */
export function realisticNumber(place: MemberPlace, random: SeededRandom, integer: boolean): number | undefined {
  const { words, item } = place;
  if (ORDINAL.test(words)) return item;
  if (/\byear$/.test(words)) return Number(periodOf(place).slice(0, 4));
  const rule = RULES.find(([name]) => name.test(words));
  if (!rule) return undefined;
  const [, low, high, decimals] = rule;
  if (integer || decimals === 0) return pickInteger(random, low, high);
  return Number((pickInteger(random, low * 100, high * 100) / 100).toFixed(decimals));
}

const ORDINAL = /\b((line|item|row|sequence|service line) ?(number|no|num)|line|sequence|position|ordinal)$/;

const RULES: readonly (readonly [name: RegExp, low: number, high: number, decimals: number])[] = [
  [/\b(minor|cents)$/, 1200, 480_000, 0],
  [/\bage$/, 18, 90, 0],
  [/\b(month|fiscal period)$/, 1, 12, 0],
  [/\b(quantity|qty|units?|days|count)$/, 1, 12, 0],
  [/\b(amount|total|balance|price|charges?|cost|fee|paid|debit|credit|tax|subtotal|allowed|deductible|copay|coinsurance)$/, 12, 4800, 2],
  [/\b(rate|percent(age)?)$/, 1, 30, 2],
  [/\blat(itude)?$/, 30, 45, 2],
  [/\b(lon|lng|longitude)$/, -120, -75, 2],
];
