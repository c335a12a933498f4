const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * When an SLA that starts now runs out. Hours and minutes run on the clock, business days skip Saturdays and Sundays (UTC; public
 * holidays are not known here).
 *
 * @param sla `15min`, `4h` or `2bd`
 */
export function dueAt(sla: string, now: Date): Date {
  const match = /^(\d+)(min|h|bd)$/.exec(sla);
  if (!match) throw new RangeError(`not an SLA: ${sla}`);
  const count = Number(match[1]);
  if (match[2] === 'min') return new Date(now.getTime() + count * MINUTE_MS);
  if (match[2] === 'h') return new Date(now.getTime() + count * 60 * MINUTE_MS);
  let due = now;
  for (let left = count; left > 0;) {
    due = new Date(due.getTime() + DAY_MS);
    if (due.getUTCDay() !== 0 && due.getUTCDay() !== 6) left--;
  }
  return due;
}

/** An ISO date some calendar days later. */
export function addDays(isoDate: string, days: number): string {
  return new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
