import type { Finding } from '../../registry/contract/index.ts';
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
