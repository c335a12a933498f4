import type { Finding } from '../registry/contract/index.ts';
import { type FailSeverity, gravityOf, isGraveEnough } from './lint/fail-severity.ts';

/** What a gate says. What could not be looked at is `not checked`, never `pass`; `waived` would fail but for waivers. */
export type Verdict = 'pass' | 'fail' | 'waived' | 'not checked';

const RANK: Readonly<Record<Verdict, number>> = { pass: 0, waived: 1, fail: 2, 'not checked': 3 };

/** The verdict on the whole: the gravest one, `not checked` above all, because it may hide a failure. Nothing at all passes. */
export function gravestVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((gravest, verdict) => (RANK[verdict] > RANK[gravest] ? verdict : gravest), 'pass');
}

/** Findings fail when one is grave enough and nothing waives it: by default an error. They are waived when waivers alone keep them from it. */
export function verdictOnFindings(findings: readonly Finding[], failSeverity: FailSeverity = 'error'): 'pass' | 'waived' | 'fail' {
  const grave = findings.filter(({ severity }) => isGraveEnough(gravityOf(severity), failSeverity));
  if (grave.some(({ waiver }) => waiver === undefined)) return 'fail';
  return grave.length > 0 ? 'waived' : 'pass';
}
