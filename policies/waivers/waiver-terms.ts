const DAY_MILLISECONDS = 86_400_000;

/** Days from one ISO date to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS);
}

/** The ISO date some days after another. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** Whether two names of people or teams are one, whatever their case, and with or without the `@` of a handle. */
export function sameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase().replace(/^@/, '').replaceAll(/\s+/g, ' ');
}
