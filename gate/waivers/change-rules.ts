import { CHANGE_RULES } from '../../registry/compatibility/index.ts';

/** Rules that speak of what changed against a git ref: the kinds of changes, and what the gate says of them. */
const ABOUT_CHANGES: ReadonlySet<string> = new Set([
  ...Object.keys(CHANGE_RULES),
  'version-bump-insufficient',
  'removed-before-sunset',
  'contract-removed',
]);

/** Whether findings of a rule come of `check --against` alone. */
export function isAboutChanges(ruleId: string): boolean {
  return ABOUT_CHANGES.has(ruleId);
}

/** All of them. */
export const RULES_ABOUT_CHANGES: readonly string[] = [...ABOUT_CHANGES];
