import { TIERS } from '../../policies/index.ts';
import type { Contract, HttpOperation, Operation } from '../../registry/contract/index.ts';
import type { Criticality } from '../../registry/workspace/index.ts';

const DAY_MILLISECONDS = 86_400_000;

/** What may be removed and what may not is decided on a day, at the criticality that the base has. */
export interface Removal {
  readonly criticality: Criticality;
  /** ISO date. */
  readonly asOf: string;
}

/** What a part of a contract says about its own end: whether it is deprecated, and from when on it may be gone. */
export interface Announcement {
  readonly isDeprecated: boolean;
  /** As written: an ISO date or an HTTP date. */
  readonly sunset: string | undefined;
  /** How it is announced, when not as `deprecated` with `x-sunset`. */
  readonly howTo?: string;
}

/**
 * Why something may not be removed yet; undefined when it may: it was deprecated, with a sunset date, and the date and the days of grace
 * after it have passed.
 */
export function whyNotYet({ isDeprecated, sunset, howTo }: Announcement, { criticality, asOf }: Removal): string | undefined {
  if (!isDeprecated) return `it was never announced: ${howTo ?? 'deprecate it first, with the date of its end as x-sunset'}`;
  if (sunset === undefined) return "it was deprecated without a date: declare the date of its end, as x-sunset or as a 'Sunset' header";
  const sunsetDay = dayOf(sunset);
  if (sunsetDay === undefined) return `its sunset '${sunset}' is no date: write it as 2026-12-31`;
  const graceDays = TIERS[criticality].deprecationGraceDays;
  const firstDay = sunsetDay + graceDays * DAY_MILLISECONDS;
  if ((dayOf(asOf) ?? 0) >= firstDay) return undefined;
  const grace = graceDays === 0 ? '' : ` and ${graceDays} days of grace at criticality ${criticality}`;
  return `it may go from ${isoDate(firstDay)} on: its sunset is ${isoDate(sunsetDay)}${grace}; today is ${asOf}`;
}

/** The announcement of an operation: `deprecated`, and `x-sunset` or the value that a response declares for the header `Sunset` (RFC 8594). */
export function announcementOf(operation: Operation): Announcement {
  return { isDeprecated: operation.deprecated, sunset: textOf(operation.extensions['x-sunset']) ?? sunsetHeader(operation) };
}

/** An operation of a contract by its key, callbacks included. */
export function operationByKey({ operations }: Contract, key: string): Operation | undefined {
  return operations
    .flatMap((operation) => [operation, ...(operation.kind === 'http' ? allCallbacks(operation) : [])])
    .find((each) => each.key === key);
}

function allCallbacks({ callbacks }: HttpOperation): readonly HttpOperation[] {
  return callbacks.flatMap((callback) => [callback, ...allCallbacks(callback)]);
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

/** The start of a day in UTC, in milliseconds, of an ISO date or an HTTP date. */
function dayOf(text: string): number | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(text) || /^\w{3}, \d{2} \w{3} \d{4} /.test(text);
  const time = isDate ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.floor(time / DAY_MILLISECONDS) * DAY_MILLISECONDS;
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
