import { decimalOf, type Decimal, digitsAt, floorDivide, greatestCommonDivisor, numberOf } from './decimal.ts';
import type { Literal } from './literal.ts';
import { found, NONE, type Status, unsure } from './status.ts';

/** Integers that numbers are multiples of, or not, all scaled by the same power of ten. */
interface Scaled {
  readonly exponent: number;
  readonly low: Bound | undefined;
  readonly high: Bound | undefined;
  readonly divisors: readonly bigint[];
  readonly forbidden: readonly bigint[];
}

interface Bound {
  readonly at: bigint;
  readonly exclusive: boolean;
}

const MAX_TRIES = 20_000;

/** Finds a number; exact on decimals, as `multipleOf` is judged. `excluded` are the values that it must not be. */
export function solveNumber(literals: readonly Literal[], excluded: ReadonlySet<number>): Status {
  const scaled = scale(literals);
  const { low, high, divisors } = scaled;
  if (low && high && (low.at > high.at || (low.at === high.at && (low.exclusive || high.exclusive)))) return NONE;
  return divisors.length > 0 ? solveMultiple(scaled, excluded) : solveDense(scaled, excluded);
}

function scale(literals: readonly Literal[]): Scaled {
  const lows: { readonly limit: Decimal; readonly exclusive: boolean }[] = [];
  const highs: { readonly limit: Decimal; readonly exclusive: boolean }[] = [];
  const divisors: Decimal[] = [];
  const forbidden: Decimal[] = [];
  for (const { node, sign } of literals) {
    if (node.kind === 'lowest') {
      (sign ? lows : highs).push({ limit: decimalOf(node.limit), exclusive: sign ? node.exclusive : !node.exclusive });
    } else if (node.kind === 'highest') {
      (sign ? highs : lows).push({ limit: decimalOf(node.limit), exclusive: sign ? node.exclusive : !node.exclusive });
    } else if (node.kind === 'multiple') (sign ? divisors : forbidden).push(decimalOf(node.divisor));
    else if (node.kind === 'types') (sign ? divisors : forbidden).push({ digits: 1n, exponent: 0 });
  }
  const exponent = Math.min(
    0,
    ...[...lows, ...highs].map(({ limit }) => limit.exponent),
    ...[...divisors, ...forbidden].map((each) => each.exponent),
  );
  const bound = (bounds: typeof lows, isLow: boolean): Bound | undefined => {
    let tightest: Bound | undefined;
    for (const { limit, exclusive } of bounds) {
      const at = digitsAt(limit, exponent);
      if (tightest === undefined || (isLow ? at > tightest.at : at < tightest.at)) tightest = { at, exclusive };
      else if (at === tightest.at && exclusive) tightest = { at, exclusive };
    }
    return tightest;
  };
  return {
    exponent,
    low: bound(lows, true),
    high: bound(highs, false),
    divisors: divisors.map((each) => digitsAt(each, exponent)),
    forbidden: forbidden.map((each) => digitsAt(each, exponent)),
  };
}

/** Walks the multiples of the least common multiple, from zero outwards. */
function solveMultiple({ exponent, low, high, divisors, forbidden }: Scaled, excluded: ReadonlySet<number>): Status {
  const step = divisors.reduce((one, other) => (one / greatestCommonDivisor(one, other)) * other);
  const periods = forbidden.map((each) => each / greatestCommonDivisor(each, step));
  if (periods.includes(1n)) return NONE;
  let first = low && -floorDivide(-low.at, step);
  if (first !== undefined && low?.exclusive && first * step === low.at) first += 1n;
  let last = high && floorDivide(high.at, step);
  if (last !== undefined && high?.exclusive && last * step === high.at) last -= 1n;
  if (first !== undefined && last !== undefined && first > last) return NONE;
  const centre = first !== undefined && first > 0n ? first : last !== undefined && last < 0n ? last : 0n;
  let isSure = true;
  for (let distance = 0n; distance < BigInt(MAX_TRIES); distance += 1n) {
    let isInside = false;
    for (const factor of distance === 0n ? [centre] : [centre + distance, centre - distance]) {
      if ((first !== undefined && factor < first) || (last !== undefined && factor > last)) continue;
      isInside = true;
      if (periods.some((period) => factor % period === 0n)) continue;
      const value = numberOf(factor * step, exponent);
      if (value === undefined) isSure = false;
      else if (!excluded.has(value)) return found(value);
    }
    if (!isInside) return isSure ? NONE : unsure('only numbers that no double stands for are left');
  }
  return unsure('no number was found among the nearest multiples');
}

/** Tries numbers near the bounds and near zero: any interval with more than one number has some that are no multiples. */
function solveDense({ exponent, low, high, forbidden }: Scaled, excluded: ReadonlySet<number>): Status {
  const fits = (value: number): boolean => {
    const decimal = decimalOf(value);
    const at = Math.min(decimal.exponent, exponent);
    const digits = digitsAt(decimal, at);
    const rescale = (scaled: bigint) => digitsAt({ digits: scaled, exponent }, at);
    if (low && (digits < rescale(low.at) || (low.exclusive && digits === rescale(low.at)))) return false;
    if (high && (digits > rescale(high.at) || (high.exclusive && digits === rescale(high.at)))) return false;
    return !excluded.has(value) && forbidden.every((divisor) => digits % rescale(divisor) !== 0n);
  };
  const finer = exponent - 4;
  const unit = 10n ** BigInt(-finer);
  const lowest = low && digitsAt({ digits: low.at, exponent }, finer);
  const highest = high && digitsAt({ digits: high.at, exponent }, finer);
  const width = lowest !== undefined && highest !== undefined ? highest - lowest : undefined;
  const bases = [0n, lowest, highest].filter((base) => base !== undefined);
  const steps = [0n, unit, unit / 2n, unit / 4n, (unit * 37n) / 100n, unit / 1000n, 1n, 7n, 137n, 10n * unit, 1000n * unit];
  if (width !== undefined) steps.push(width / 2n, width / 3n, width / 4n, width / 7n, (width * 37n) / 100n);
  for (const base of bases) {
    for (const step of steps) {
      for (const digits of [base + step, base - step]) {
        const value = numberOf(digits, finer);
        if (value !== undefined && fits(value)) return found(value);
      }
    }
  }
  for (let whole = 2; whole < 50 + excluded.size; whole += 1) {
    for (const value of [whole, -whole, whole + 0.5, whole / 1024]) if (fits(value)) return found(value);
  }
  const isOnePoint = low && high && low.at === high.at;
  return isOnePoint ? NONE : unsure('no number was found in the interval');
}
