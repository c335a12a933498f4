import type { Severity } from '../contract/index.ts';
import type { CompareOptions, User, Verdict } from './change.ts';
import { mayUse, type UsedPart } from './consumers/may-use.ts';

/** How grave a change is, and whom it hits. */
export interface Hurt {
  readonly severity: Severity;
  /** The consumers that use what changed, or may, each once; absent when none is declared or nobody can be hurt. */
  readonly usedBy?: readonly User[];
}

/**
 * How grave a change is. What breaks, or may, is an error when a declared consumer may use it in production, or when no consumer is
 * declared at all, so that use is unknown; a warning when every declared consumer provably does not, or not in production. What is
 * unproven only warns at criticality 2 and 3.
 */
export function hurtOf(verdict: Verdict, parts: readonly UsedPart[], { consumers = [], criticality = 0 }: CompareOptions): Hurt {
  if (verdict === 'compatible') return { severity: 'hint' };
  const users = consumers.filter((consumer) => parts.some((part) => mayUse(consumer, part)));
  const isHurt = consumers.length === 0 || users.some(({ isProduction }) => isProduction);
  const isGrave = verdict === 'breaking' || (verdict === 'unproven' && criticality < 2);
  return {
    severity: isHurt && isGrave ? 'error' : 'warning',
    ...(consumers.length > 0 && { usedBy: gather(users) }),
  };
}

function gather(users: readonly User[]): readonly User[] {
  return [...Map.groupBy(users, ({ consumer }) => consumer)].map(([consumer, uses]) => ({
    consumer,
    isProduction: uses.some(({ isProduction }) => isProduction),
  }));
}
