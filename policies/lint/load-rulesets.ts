import type { Workspace } from '../../registry/workspace/index.ts';
import { workspaceRulesets } from '../engine/lint-contract.ts';
import type { LoadedRuleset } from '../engine/loaded-ruleset.ts';
import { builtInRuleset, loadRuleset } from '../engine/load-ruleset.ts';

/**
 * The ruleset that was named, else those that the workspace configures, else the built-in one. Throws FILE_NOT_FOUND and RULESET_INVALID.
 *
 * @param path of the ruleset that was named, relative to `cwd`
 */
export async function loadRulesets(
  path: string | undefined,
  workspace: Workspace | undefined,
  cwd: string,
): Promise<readonly LoadedRuleset[]> {
  if (path !== undefined) return [await loadRuleset(cwd, path)];
  return workspace ? workspaceRulesets(workspace) : [await builtInRuleset()];
}
