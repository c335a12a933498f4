const FULL_TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:z|([+-])(\d{2}):(\d{2}))$/i;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MINUTES_IN_DAY = 1440;
const [ZERO, HYPHEN] = [0x30, 0x2d];

/** RFC 3339 `full-date`, on a day that the calendar has. */
export function isInternetDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 7);
  const day = digitsAt(text, 8, 10);
  if (Number.isNaN(year)) return false;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeapYear ? 29 : DAYS_IN_MONTH[month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** The number that the digits of a part of a text make; NaN where one is none. Dates are judged often, and a regular expression takes longer. */
function digitsAt(text: string, start: number, end: number): number {
  let number = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** RFC 3339 `full-time`: with an offset; second 60 only where a leap second can be, at 23:59 UTC. */
export function isInternetTime(text: string): boolean {
  const match = FULL_TIME.exec(text);
  if (match === null) return false;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3]);
  const offsetHour = Number(match[5] ?? 0);
  const offsetMinute = Number(match[6] ?? 0);
  if (hour > 23 || minute > 59 || offsetHour > 23 || offsetMinute > 59) return false;
  if (second < 60) return true;
  const offset = (offsetHour * 60 + offsetMinute) * (match[4] === '-' ? -1 : 1);
  const minuteUtc = (hour * 60 + minute - offset + 2 * MINUTES_IN_DAY) % MINUTES_IN_DAY;
  return second === 60 && minuteUtc === MINUTES_IN_DAY - 1;
}

/** RFC 3339 `date-time`, with `T` between date and time (§5.6; the space of its note is not JSON Schema's). */
export function isInternetDateTime(text: string): boolean {
  const separator = text.charCodeAt(10) | 0x20;
  return separator === 0x74 && isInternetDate(text.slice(0, 10)) && isInternetTime(text.slice(11));
}
