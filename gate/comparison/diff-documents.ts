import type { Change, CompareBudget, Comparison, Profile } from '../../registry/compatibility/index.ts';
import type { Finding } from '../../registry/contract/index.ts';
import type { Verdict } from '../../policies/index.ts';
import { type ChangeFinding, findingOfChange, findingOfNotChecked } from './change-finding.ts';
import { consumersOf } from '../consumers/consumers-of.ts';
import { compare } from './compare.ts';
import { type ComparisonSummary, countChanges } from './comparison-summary.ts';
import type { Side } from './side.ts';

/** What `diff` may be told. */
export interface DiffOptions {
  /** Default: that of the base's contract.yaml, else `wire`. */
  readonly profile?: Profile | undefined;
  readonly budget?: CompareBudget | undefined;
}

/** What lies between two documents. */
export interface DiffReport {
  readonly summary: ComparisonSummary;
  /** The gravest first, then in the order of the documents. */
  readonly changes: readonly Change[];
  /** The same changes, and what could not be checked. */
  readonly findings: readonly (ChangeFinding | Finding)[];
}

/** When a comparison fails: on what breaks, also on what may break, on any change, or never. */
export type FailOn = 'breaking' | 'unproven' | 'any' | 'never';

const RANK: Readonly<Record<Change['verdict'], number>> = { breaking: 0, unproven: 1, warning: 2, compatible: 3 };

/** Compares two sides that were read. */
export async function diffSides(
  { base, head }: { readonly base: Side; readonly head: Side },
  options: DiffOptions = {},
): Promise<DiffReport> {
  const contract = base.owner ?? head.owner;
  const profile = options.profile ?? contract?.metadata.profile ?? 'wire';
  const workspaces = [...new Set([base.workspace, head.workspace].filter((workspace) => workspace !== undefined))];
  const consumers = contract && (await consumersOf({ contract, compared: [base.contract, head.contract], workspaces }));
  const comparison = await compare(base.contract, head.contract, {
    profile,
    ...(consumers && { consumers }),
    ...(contract && { criticality: contract.metadata.criticality }),
    ...(options.budget && { budget: options.budget }),
  });
  return reportComparison(comparison, { base, head, profile });
}

/** A comparison as a report. */
function reportComparison(
  comparison: Comparison,
  { base, head, profile }: { readonly base: Side; readonly head: Side; readonly profile: string },
): DiffReport {
  const contractId = head.owner?.id ?? base.owner?.id;
  const compared = { base: base.contract, head: head.contract, document: head.document, contractId };
  const changes = comparison.changes.toSorted((one, other) => RANK[one.verdict] - RANK[other.verdict]);
  return {
    summary: {
      id: contractId ?? head.document,
      verdict: verdictOn(comparison),
      base: { name: base.document, version: base.contract.version },
      head: { name: head.document, version: head.contract.version },
      profile,
      requiredBump: comparison.requiredBump,
      counts: countChanges(comparison),
      notChecked: comparison.notChecked,
    },
    changes,
    findings: [
      ...changes.map((change) => findingOfChange(change, compared)),
      ...comparison.notChecked.map((each) => findingOfNotChecked(each, compared)),
    ],
  };
}

/** Whether something stands on which the comparison is to fail. What was not checked may hide it, so it fails whatever is asked but `never`. */
export function failsOn({ summary: { counts, notChecked } }: Pick<DiffReport, 'summary'>, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  if (notChecked.length > 0 || counts.breaking > 0) return true;
  if (failOn === 'breaking') return false;
  return counts.unproven > 0 || (failOn === 'any' && counts.warning + counts.compatible > 0);
}

function verdictOn({ changes, notChecked }: Comparison): Verdict {
  if (changes.some(({ verdict }) => verdict === 'breaking' || verdict === 'unproven')) return 'fail';
  return notChecked.length > 0 ? 'not checked' : 'pass';
}
