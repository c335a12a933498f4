import type { Operation } from './contract.ts';

const DAY_MILLISECONDS = 86_400_000;

/** What a part of a contract says about its own end: whether it is deprecated, and from when on it may be gone. */
export interface Announcement {
  readonly isDeprecated: boolean;
  /** As written: an ISO date or an HTTP date. */
  readonly sunset: string | undefined;
  /** How it is announced, when not as `deprecated` with `x-sunset`. */
  readonly howTo?: string;
}

/** The announcement of an operation: `deprecated`, and `x-sunset` or the value that a response declares for the header `Sunset` (RFC 8594). */
export function announcementOf(operation: Operation): Announcement {
  return { isDeprecated: operation.deprecated, sunset: textOf(operation.extensions['x-sunset']) ?? sunsetHeader(operation) };
}

/** The start of a day in UTC, in milliseconds, of an ISO date or an HTTP date (RFC 9110); undefined for what is no date. */
export function dayOf(text: string): number | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(text) || /^\w{3}, \d{2} \w{3} \d{4} /.test(text);
  const time = isDate ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.floor(time / DAY_MILLISECONDS) * DAY_MILLISECONDS;
}

function sunsetHeader(operation: Operation): string | undefined {
  if (operation.kind !== 'http') return undefined;
  for (const header of operation.responses.flatMap(({ headers }) => headers)) {
    if (header.name.toLowerCase() !== 'sunset') continue;
    const schema = typeof header.schema === 'object' ? header.schema : {};
    const [listed] = [schema['enum'], schema['examples']].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
    const value = textOf(schema['const']) ?? textOf(schema['default']) ?? textOf(header.examples[0]?.value) ?? textOf(listed);
    if (value !== undefined) return value;
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
