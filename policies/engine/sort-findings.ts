import { formatPlace } from '../../errors.ts';
import type { Finding } from '../../registry/contract/index.ts';

/** Findings in the order of a reader: by file, line, column, rule, message. What several rulesets or references found alike is kept once. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const unique = new Map<string, Finding>();
  for (const finding of findings) {
    const key = [formatPlace(finding.place), finding.ruleId, finding.message].join('\n');
    if (!unique.has(key)) unique.set(key, finding);
  }
  return [...unique.values()].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      (a.place.line ?? 0) - (b.place.line ?? 0) ||
      (a.place.column ?? 0) - (b.place.column ?? 0) ||
      compare(a.ruleId, b.ruleId) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
