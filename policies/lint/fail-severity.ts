import type { Severity } from '../../registry/contract/index.ts';

/** Severities that `--fail-severity` names, the gravest first, as Spectral numbers them; `off` never fails. */
export const FAIL_SEVERITIES = ['error', 'warn', 'info', 'hint', 'off'] as const;

/** The least severity that fails. */
export type FailSeverity = (typeof FAIL_SEVERITIES)[number];

/** Spectral's number of one of our severities: 0 is the gravest. */
export function gravityOf(severity: Severity): number {
  return { error: 0, warning: 1, hint: 3 }[severity];
}

/** Does a finding of this gravity fail? */
export function isGraveEnough(gravity: number, failSeverity: FailSeverity): boolean {
  return failSeverity !== 'off' && gravity <= FAIL_SEVERITIES.indexOf(failSeverity);
}
