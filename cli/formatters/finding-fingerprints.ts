import { createHash } from 'node:crypto';
import type { ReportFinding } from './formatter.ts';

/**
 * One fingerprint for each finding, none twice: that of its change, else a hash of its rule and of its subject, or where in which file it
 * stands, so that other words or lines change nothing.
 */
export function findingFingerprints(findings: readonly ReportFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity = finding.change?.fingerprint ?? hash([finding.ruleId, ...(finding.subject ?? [finding.place.file, finding.pointer])]);
    const times = seen.get(identity) ?? 0;
    seen.set(identity, times + 1);
    return times === 0 ? identity : hash([identity, `${times}`]);
  });
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
