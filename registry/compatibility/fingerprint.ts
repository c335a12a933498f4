import { createHash } from 'node:crypto';
import type { ChangeDirection } from './change.ts';
import type { Location } from '../contract/index.ts';

/** What a change is known by. */
export interface Identity {
  readonly ruleId: string;
  readonly direction: ChangeDirection;
  readonly base?: Location | undefined;
  readonly head?: Location | undefined;
  /** Names and values that tell changes of one rule at one place apart: the property, the limits before and after. */
  readonly facts: unknown;
}

/**
 * The fingerprint of a change, 32 hexadecimal digits: the same as long as the rule, the JSON pointers on both sides and the values are,
 * whatever happens to words, lines, files' names and other changes.
 */
export function fingerprint({ ruleId, direction, base, head, facts }: Identity): string {
  const identity = [ruleId, direction, base?.pointer ?? null, head?.pointer ?? null, canonicalJson(facts)];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
}

/** JSON with members in order of name: equal for equal values. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)));
  });
}
