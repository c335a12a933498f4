import type { Finding } from '../../registry/contract/index.ts';
import type { FixFiles } from './fix-files.ts';
import type { Proposal } from './proposal.ts';

/** Why a finding isn't mended, though findings of its rule can be. */
export interface Refusal {
  readonly finding: Finding;
  /** As a clause: `1.10 is a number in YAML, and reads 1.1`. */
  readonly reason: string;
}

/** Mends the findings of one rule. */
export interface Fix {
  readonly ruleId: string;
  /** What it does, for the documentation. */
  readonly summary: string;
  /** Changes that it makes on purpose, by the ids of docs/changes. Any other change refutes it. */
  readonly declares: readonly string[];
  /** What would mend a finding, judged by the files as they are now; nothing is written. */
  propose(finding: Finding, files: FixFiles): Promise<Proposal | Refusal>;
}
