import type { Finding } from '../../registry/contract/index.ts';
import type { ContractVerdict, Verdict } from '../../gate/index.ts';

/** What a report knows besides its findings. */
export interface ReportContext {
  readonly verdict: Verdict;
  /** One entry per contract that was looked at; absent when documents were linted on their own. */
  readonly contracts?: readonly ContractVerdict[];
}

/** Writes findings in one output format, as the whole text of a file, final newline included. */
export type Formatter = (findings: readonly Finding[], context: ReportContext) => string;
