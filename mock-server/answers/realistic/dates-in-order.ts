import { pickInteger } from '../seeded-random.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { MemberPlace } from './member-place.ts';

const DAY_MS = 24 * 3600 * 1000;

/**
 * The instant that a system gives a new resource for a member, made at `instantMs` (milliseconds since 1970): then, or as much later as what is due, ends or
 * expires comes later. Undefined for the dates of people's births.
 *
 * @param words the member's name in words
 */
export function assignedInstant(words: string, instantMs: number): number | undefined {
  const days = daysOf(words);
  if (days < 0) return undefined;
  return instantMs + (AHEAD.test(words) ? days : 0) * DAY_MS;
}

/** Names of what lies ahead when a resource is made. */
const AHEAD = /\b(to|end|ends|ending|until|through|thru|expir\w*|maturity|renew\w*|due|deadline|expected|promised|needed|required)\b/;

/** On the first day of the sessions' clock, with which 2026 begins: what was generated has happened by then, and what expires does so later. */
const FIRST_MS = Date.UTC(2025, 8, 20);

/** The fiscal period of a body: that in which it was posted, `2025-10`. */
export function periodOf(place: MemberPlace): string {
  return instantOn(place, daysOf('posted')).toISOString().slice(0, 7);
}

/** Days after the first date of a body, by what a member's name says: what ends comes after what begins, what is due after what was issued. */
const DAYS: readonly (readonly [RegExp, number])[] = [
  [/\b(birth|dob|born)\b/, -16_000],
  [
    /\b(expir\w*|terminat\w*|maturity|renew\w*|valid (to|until|through|thru)|(effective|coverage|contract|term) (to|end|until|through|thru))\b/,
    400,
  ],
  [/\b(to|end|ends|ended|ending|until|through|thru|last day|discharged?)\b/, 2],
  [/\b(from|start|starts|started|begin|begins|effective|since|opened|hired?|admission|admitted)\b/, 0],
  [/\b(due|deadline|expected|promised|needed|required|payable)\b/, 32],
  [/\b(paid|payment|settle\w*|complet\w*|close\w*|cancel\w*|resolved|reconciled|cleared)\b/, 20],
  [/\b(ship\w*|deliver\w*|dispatch\w*|arriv\w*|goods receipt)\b/, 14],
  [/\b(updated?|modified|changed?|last|as of|refreshed)\b/, 24],
  [/\b(post(ed|ing)?|process\w*|approv\w*|accept\w*|adjudicat\w*)\b/, 9],
  [/\b(submitted|sent|received?|registered|filed|acknowledged)\b/, 6],
  [/\b(order\w*|request\w*|service|visit)\b/, 1],
  [/\b(creat\w*|issue\w*|invoice|document|entered|recorded|booking)\b/, 3],
];

const OTHERWISE = 4;

function daysOf(words: string): number {
  return DAYS.find(([name]) => name.test(words))?.[1] ?? OTHERWISE;
}

/** A day of the body, at midnight. */
function instantOn(place: MemberPlace, days: number): Date {
  return new Date(FIRST_MS + (place.day + pickInteger(place.whole('first date'), 0, 35) + days) * DAY_MS);
}

/** An instant whose order among the others of its body is as their names say. */
export function sampleInstant(place: MemberPlace, random: SeededRandom): Date {
  const days = daysOf(place.words);
  const spread = days < 0 ? pickInteger(random, 0, 12_000) : 0;
  return new Date(instantOn(place, days - spread).getTime() + pickInteger(random, 8 * 3600, 17 * 3600) * 1000);
}
