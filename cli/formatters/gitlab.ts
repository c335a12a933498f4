import { type Severity, withFingerprints } from '../../registry/contract/index.ts';
import type { Formatter } from './formatter.ts';
import { withFailures } from './with-failures.ts';

const SEVERITIES = { error: 'critical', warning: 'minor', hint: 'info' } as const satisfies Record<Severity, string>;

/**
 * For GitLab: a Code Quality report, the JSON array that `artifacts:reports:codequality` takes. It knows no findings that may stand, and what
 * it lists looks like a fault that this change makes worse: waived ones are left out.
 */
export const formatGitlab: Formatter = (found, context) => {
  const findings = withFingerprints(withFailures(found, context)).filter(({ waiver }) => waiver === undefined);
  const issues = findings.map(({ ruleId, severity, message, place, change, related, fingerprint }) => ({
    description: message,
    check_name: ruleId,
    fingerprint,
    severity: change?.verdict === 'breaking' && severity === 'error' ? 'blocker' : SEVERITIES[severity],
    location: { path: place.file, lines: { begin: place.line ?? 1 } },
    ...(related && { other_locations: related.map((each) => ({ path: each.place.file, lines: { begin: each.place.line ?? 1 } })) }),
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
};
