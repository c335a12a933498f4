import { pickInteger } from '../seeded-random.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { MemberPlace } from './member-place.ts';

const DAY_MS = 24 * 3600 * 1000;

/** On the first day of the sessions' clock, with which 2026 begins: what was generated has happened by then, and what expires does so later. */
const FIRST_MS = Date.UTC(2025, 8, 20);

/** The fiscal period that a day of the clock is in: `2026-01`. */
export function periodOf({ day }: MemberPlace): string {
  return new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString().slice(0, 7);
}

/** Days after the first date of a body, by what a member's name says: what ends comes after what begins, what is due after what was issued. */
const DAYS: readonly (readonly [RegExp, number])[] = [
  [/\b(birth|dob|born)\b/, -16_000],
  [/\b(to|end|ends|ended|ending|until|through|thru|last day)\b/, 60],
  [/\b(expir\w*|terminat\w*|maturity|renew\w*)\b/, 400],
  [/\b(from|start|starts|started|begin|begins|effective|since|opened|hired?)\b/, 0],
  [/\b(due|deadline|expected|promised|needed|required|payable)\b/, 32],
  [/\b(paid|payment|settle\w*|complet\w*|discharge\w*|close\w*|cancel\w*|resolved|reconciled|cleared)\b/, 20],
  [/\b(ship\w*|deliver\w*|dispatch\w*|arriv\w*|goods receipt)\b/, 14],
  [/\b(updated?|modified|changed?|last|as of|refreshed)\b/, 24],
  [/\b(post(ed|ing)?|process\w*|approv\w*|accept\w*|adjudicat\w*)\b/, 9],
  [/\b(submitted|sent|received?|registered|filed|acknowledged)\b/, 6],
  [/\b(order\w*|request\w*|service|admission|admitted|visit)\b/, 1],
  [/\b(creat\w*|issue\w*|invoice|document|entered|recorded|booking)\b/, 3],
];

const OTHERWISE = 4;

/** An instant whose order among the others of its body is as their names say. */
export function sampleInstant(place: MemberPlace, random: SeededRandom): Date {
  const days = DAYS.find(([name]) => name.test(place.words))?.[1] ?? OTHERWISE;
  const first = FIRST_MS + place.day * DAY_MS + pickInteger(place.whole('first date'), 0, 35) * DAY_MS;
  const isBirth = days < -1000;
  const spread = isBirth ? pickInteger(random, 0, 12_000) * DAY_MS : 0;
  return new Date(first + days * DAY_MS - spread + pickInteger(random, 8 * 3600, 17 * 3600) * 1000);
}
