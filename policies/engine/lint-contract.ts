import type { Finding } from '../../registry/contract/index.ts';
import type { Workspace, WorkspaceContract } from '../../registry/workspace/index.ts';
import { lintDocument } from './lint-document.ts';
import { type LoadedRuleset, builtInRuleset, loadRuleset } from './load-ruleset.ts';
import { sortFindings } from './sort-findings.ts';

/**
 * Lints a contract of a workspace, as strictly as its criticality asks: by the rulesets given, else by those that the workspace
 * configures, else by the built-in one. What reading the contract found is among the findings.
 *
 * Throws what `readContract` throws for a document that cannot be read as a contract, and what `lintDocument` throws.
 */
export async function lintContract(
  workspace: Workspace,
  contract: WorkspaceContract,
  rulesets?: readonly LoadedRuleset[],
): Promise<readonly Finding[]> {
  const { findings: readFindings } = await contract.read();
  const findings: Finding[] = [...readFindings];
  for (const ruleset of rulesets ?? (await workspaceRulesets(workspace))) {
    findings.push(
      ...(await lintDocument({ tree: workspace.tree, path: contract.document, ruleset, criticality: contract.metadata.criticality })),
    );
  }
  return sortFindings(findings.map((finding) => ({ ...finding, contractId: contract.id })));
}

/** The rulesets that the workspace configures, read from disk once; the built-in one when it configures none. */
export async function workspaceRulesets(workspace: Workspace): Promise<readonly LoadedRuleset[]> {
  if (workspace.config.rulesets.length === 0) return [await builtInRuleset()];
  return Promise.all(workspace.config.rulesets.map((path) => loadRuleset(workspace.folder, path)));
}
