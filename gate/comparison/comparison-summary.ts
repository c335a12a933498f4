import type { Bump, Change, Comparison, NotChecked } from '../../registry/compatibility/index.ts';
import type { Verdict } from '../../policies/index.ts';

/** What reports say about two versions of one contract as a whole. */
export interface ComparisonSummary {
  /** Id of the contract, or of a document of none the head's file. */
  readonly id: string;
  readonly verdict: Verdict;
  readonly base: ComparedSide;
  readonly head: ComparedSide;
  readonly profile: string;
  readonly requiredBump: Bump;
  /** How many changes there are of each verdict. */
  readonly counts: Readonly<Record<Change['verdict'], number>>;
  readonly notChecked: readonly NotChecked[];
}

/** One side of a comparison: how it was named, and the version that it declares. */
export interface ComparedSide {
  readonly name: string;
  readonly version: string;
}

/** How many changes there are of each verdict. */
export function countChanges({ changes }: Pick<Comparison, 'changes'>): ComparisonSummary['counts'] {
  const count = (verdict: Change['verdict']): number => changes.filter((change) => change.verdict === verdict).length;
  return { breaking: count('breaking'), unproven: count('unproven'), warning: count('warning'), compatible: count('compatible') };
}
