import type { Ruleset } from '@stoplight/spectral-core';
import type { ReadLog } from '../../registry/contract/index.ts';

/** A ruleset that documents can be judged by. */
export interface LoadedRuleset {
  readonly ruleset: Ruleset;
  /** As places print it; absent for the built-in ruleset. */
  readonly file?: string;
  /** The built-in ruleset weighs by criticality and is joined by the checks of the AsyncAPI parser. */
  readonly isBuiltIn: boolean;
  /** Do its rules look at documents as they are written, and does another run say which `$ref` leads nowhere? */
  readonly isAboutWritten?: boolean;
  /** Files of JavaScript that were run for it, as places print them. */
  readonly scripts: readonly string[];
  /** What was read for it besides what ships with Interlock, by absolute paths. */
  readonly reads: ReadLog;
}
