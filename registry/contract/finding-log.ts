import type { Place } from '../../errors.ts';
import type { Finding, Severity } from './finding.ts';
import type { SourceDocument } from './load/source-document.ts';

/** Collects the findings of one reading. Places are looked up when a finding's are read: most readers never ask. */
export class FindingLog {
  readonly findings: Finding[] = [];

  /** Adds a finding about a node. `pointer` may be worked out later. */
  report(ruleId: string, severity: Severity, message: string, at: { readonly document: SourceDocument; readonly pointer: string }): void {
    const { document } = at;
    let place: Place | undefined;
    this.findings.push({
      ruleId,
      severity,
      message,
      get pointer() {
        return at.pointer;
      },
      get place() {
        return (place ??= document.placeOf(at.pointer));
      },
    });
  }
}
