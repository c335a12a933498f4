import type { Finding } from '../../registry/contract/index.ts';
import type { FixFiles } from './fix-files.ts';
import type { TextEdit } from './text/text-edit.ts';

/** An edit of one file of the tree. */
export interface FileEdit extends TextEdit {
  readonly path: string;
}

/** What would mend a finding. It is applied as a whole or not at all. */
export interface Proposal {
  readonly finding: Finding;
  /** What is done, as a clause: `writes 1 as 1.0.0`. */
  readonly action: string;
  /** None: an earlier fix has mended the finding, too. */
  readonly edits: readonly FileEdit[];
  /** A member of a file that gets another key: pointers to it before and after. */
  readonly renamed?: { readonly path: string; readonly from: string; readonly to: string };
}

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
