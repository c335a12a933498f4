import type { Finding } from '../../registry/contract/index.ts';
import type { Workspace, WorkspaceContract } from '../../registry/workspace/index.ts';
import { applyIgnores } from '../ignores/apply-ignores.ts';
import { isAboutMetadataAlone } from './contract-format.ts';
import { lintDocument } from './lint-document.ts';
import { lintMetadata } from './lint-metadata.ts';
import type { LoadedRuleset } from './loaded-ruleset.ts';
import { builtInRuleset, loadRuleset } from './load-ruleset.ts';
import { sortFindings } from './sort-findings.ts';

/**
 * Lints a contract of a workspace, its document and its `contract.yaml`, as strictly as its criticality asks: by the rulesets given, else by those that the workspace
 * configures, else by the built-in one. What reading the contract found is among the findings.
 *
 * Throws what `readContract` throws for a document that cannot be read as a contract, and what `lintDocument` throws.
 */
export async function lintContract(
  workspace: Workspace,
  contract: WorkspaceContract,
  rulesets?: readonly LoadedRuleset[],
): Promise<readonly Finding[]> {
  const { tree, config } = workspace;
  const { criticality } = contract.metadata;
  const findings: Finding[] = [...(await contract.read()).findings];
  for (const ruleset of rulesets ?? (await workspaceRulesets(workspace))) {
    const { allowedHosts, limits } = config;
    const request = { tree, root: workspace.folder, ruleset, criticality, allowedHosts, limits };
    if (!isAboutMetadataAlone(ruleset)) findings.push(...(await lintDocument({ ...request, path: contract.document })));
    findings.push(...(await lintMetadata({ ...request, path: contract.metadataFile, document: contract.document })));
  }
  const files = [contract.metadataFile, ...contract.reads.files.keys()];
  const ignored = await applyIgnores({ findings, tree, files, isAllowed: config.inDocumentIgnores });
  return sortFindings(ignored.map((finding) => ({ ...finding, contractId: contract.id })));
}

const loadedRulesets = new WeakMap<Workspace, Promise<readonly LoadedRuleset[]>>();

/** The rulesets that the workspace configures, read from disk once, also for a workspace at a git ref; the built-in one when it configures none. */
export function workspaceRulesets(workspace: Workspace): Promise<readonly LoadedRuleset[]> {
  const { rulesets } = workspace.config;
  const known = loadedRulesets.get(workspace);
  if (known) return known;
  const loading = Promise.all(rulesets.length === 0 ? [builtInRuleset()] : rulesets.map((path) => loadRuleset(workspace.folder, path)));
  loadedRulesets.set(workspace, loading);
  return loading;
}
