import type { Policy } from '../policies/index.ts';
import { findCurrentWorkspace } from './current-workspace.ts';

/** The rules that a command is about, and where their pages are. */
export interface PoliciesInUse {
  readonly policies: readonly Policy[];
  /** Folder of the workspace, whose `docs/rules` holds the pages of its own rules; undefined outside of any. */
  readonly workspace: string | undefined;
}

/** The rules of a ruleset, else of those that the workspace configures, else ours. Throws what reading them throws. */
export async function policiesInUse(ruleset: string | undefined): Promise<PoliciesInUse> {
  const { builtInRuleset, listPolicies, loadRuleset, workspaceRulesets } = await import('../policies/index.ts');
  const workspace = await findCurrentWorkspace();
  const folder = workspace?.folder ?? (ruleset === undefined ? undefined : process.cwd());
  if (ruleset !== undefined) return { policies: await listPolicies([await loadRuleset(process.cwd(), ruleset)]), workspace: folder };
  return { policies: await listPolicies(await (workspace ? workspaceRulesets(workspace) : [await builtInRuleset()])), workspace: folder };
}
