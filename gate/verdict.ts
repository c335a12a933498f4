import type { Finding } from '../registry/contract/index.ts';

/** What a gate says. What could not be looked at is `not checked`, never `pass`; `waived` would fail but for waivers. */
export type Verdict = 'pass' | 'fail' | 'waived' | 'not checked';

const RANK: Readonly<Record<Verdict, number>> = { pass: 0, waived: 1, fail: 2, 'not checked': 3 };

/** The verdict on the whole: the gravest one, `not checked` above all, because it may hide a failure. Nothing at all passes. */
export function gravestVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((gravest, verdict) => (RANK[verdict] > RANK[gravest] ? verdict : gravest), 'pass');
}

/** A gate fails on an error that nothing waives, and on nothing less. */
export function verdictOnFindings(findings: readonly Finding[]): 'pass' | 'waived' | 'fail' {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.some(({ waiver }) => waiver === undefined)) return 'fail';
  return errors.length > 0 ? 'waived' : 'pass';
}
