import type { Finding } from '../../registry/contract/index.ts';
import type { Approval, ChangeDetails, ComparisonSummary, ContractVerdict } from '../../gate/index.ts';
import type { Verdict } from '../../policies/index.ts';

/** A finding as reports print it: those about changes say more. */
export interface ReportFinding extends Finding {
  readonly change?: ChangeDetails;
}

/** What a report knows besides its findings. */
export interface ReportContext {
  readonly verdict: Verdict;
  /** ISO date on which waivers and removals were judged; absent when none were. */
  readonly asOf?: string;
  /** One entry per contract that was looked at; absent when documents were linted on their own. */
  readonly contracts?: readonly ContractVerdict[];
  /** Versions that were compared; absent when none were to be. */
  readonly comparisons?: readonly ComparisonSummary[];
  /** What the workspace was checked against. */
  readonly against?: { readonly ref: string; readonly asOf: string };
  /** Ids of contracts that what it was checked against does not have. */
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  /** Who must approve the change, contract by contract. */
  readonly approvals?: readonly Approval[];
  /** Print the witness of each change, and what both sides make of it. */
  readonly isExplained?: boolean;
  /** What a reader should know besides the findings. */
  readonly notes?: readonly string[];
  /** What the report rests on: the SHA-256 of each file that was read, by the name that places give it. */
  readonly inputs?: ReadonlyMap<string, string>;
  /** The versions of all that judged. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Does a finding fail the run? By default an error that nothing waives. */
  readonly isFailing?: (finding: Finding) => boolean;
  /** Lines that show a finding in its file. */
  readonly frameOf?: (finding: Finding) => readonly string[];
}

/** Writes findings in one output format, as the whole text of a file, final newline included. */
export type Formatter = (findings: readonly ReportFinding[], context: ReportContext) => string;
