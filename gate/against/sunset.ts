import { TIERS } from '../../policies/index.ts';
import { allOperations, type Announcement, type Contract, dayOf, type Operation } from '../../registry/contract/index.ts';
import type { Criticality } from '../../registry/workspace/index.ts';

const DAY_MILLISECONDS = 86_400_000;

/** What may be removed and what may not is decided on a day, at the criticality that the base has. */
export interface Removal {
  readonly criticality: Criticality;
  /** ISO date. */
  readonly asOf: string;
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

/** An operation of a contract by its key, callbacks included. */
export function operationByKey(contract: Contract, key: string): Operation | undefined {
  return allOperations(contract).find((each) => each.key === key);
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
