import { type ErrorCode, InterlockError, type Place } from '../../errors.ts';
import type { Finding, Severity } from './finding.ts';
import type { SourceDocument } from './load/source-document.ts';

/** What a draft may have wrong in one part of it. */
const OF_ONE_PART: ReadonlySet<ErrorCode> = new Set([
  'OPERATION_DUPLICATE',
  'REFERENCE_DANGLING',
  'SCHEMA_INVALID',
  'SPECIFICATION_INVALID',
]);

/** Collects the findings of one reading. Places are looked up when a finding's are read: most readers never ask. */
export class FindingLog {
  readonly findings: Finding[] = [];
  private readonly isDraft: boolean;

  constructor({ isDraft = false }: { readonly isDraft?: boolean | undefined } = {}) {
    this.isDraft = isDraft;
  }

  /** Reads a part. In a draft, what keeps a part from being read is an error finding, and the part is what is given instead. */
  attempt<T>(read: () => T, instead: T): T {
    if (!this.isDraft) return read();
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InterlockError) || !OF_ONE_PART.has(error.code) || !error.place) throw error;
      this.findings.push({
        ruleId: 'draft-part-left-out',
        severity: 'error',
        message: `${error.detail}; this part is left out`,
        pointer: '',
        place: error.place,
      });
      return instead;
    }
  }

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
