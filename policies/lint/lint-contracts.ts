import { InterlockError } from '../../errors.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import type { FindingsCache } from '../cache/findings-cache.ts';
import { workspaceRulesets } from '../engine/lint-contract.ts';
import { contractTargets } from './find-targets.ts';
import { judgeAll } from './judge-all.ts';
import type { JudgedTarget } from './judge-target.ts';

/** Codes of what may be the fault of a ruleset, and then is no fault of a contract. */
const RULESET_FAULTS: ReadonlySet<string> = new Set(['FILE_NOT_FOUND', 'RULESET_INVALID']);

/** With what help contracts are linted. */
export interface LintHelp {
  /** Findings of former runs, and where those of this one are kept. */
  readonly cache?: FindingsCache | undefined;
  /** How many threads may judge at once, when the workspace is on disk or at a git ref. Default 1. */
  readonly threads?: number | undefined;
}

/**
 * Lints every contract of a workspace, as `lintContract` does: by the id of each, what was found before any waiver, or why it can't be
 * looked at. Throws FILE_NOT_FOUND and RULESET_INVALID for a ruleset that cannot be loaded.
 */
export async function lintContracts(
  workspace: Workspace,
  { cache, threads = 1 }: LintHelp = {},
): Promise<ReadonlyMap<string, JudgedTarget | InterlockError>> {
  const targets = contractTargets(workspace);
  const rulesets = () => workspaceRulesets(workspace);
  const help = { cache, threads, cwd: workspace.folder, ruleset: undefined };
  const judged = await judgeAll(targets, { workspace, rulesets, isAsSpectral: false, isForSpectral: false, ...help });
  if (judged.some((answer) => answer instanceof InterlockError && RULESET_FAULTS.has(answer.code))) await rulesets();
  return new Map(targets.map(({ name }, index) => [name, judged[index]!]));
}
