/** The day on which every session's clock begins. */
const FIRST_DAY = Date.UTC(2026, 0, 1) / 86_400_000;

/** No header or flag can hold it, and what a query prefers loses it, so that no other seed begins so. */
const MARK = '\u0000';

/**
 * A seed whose generated dates are told from the day of an instant (milliseconds since 1970). The day decides nothing else: all that is no date is the same
 * on every day. On the first day of the clock the seed stays as it is.
 */
export function onDayOf(instantMs: number, seed: string): string {
  const days = Math.floor(instantMs / 86_400_000) - FIRST_DAY;
  return days === 0 ? withoutDay(seed) : `${MARK}${days}${MARK}${withoutDay(seed)}`;
}

/** Days that a seed is on after the first day of the clock. */
export function daysOf(seed: string): number {
  return seed.startsWith(MARK) ? Number(seed.slice(1, seed.indexOf(MARK, 1))) : 0;
}

/** The seed on the first day of the clock. */
export function withoutDay(seed: string): string {
  return seed.startsWith(MARK) ? seed.slice(seed.indexOf(MARK, 1) + 1) : seed;
}
