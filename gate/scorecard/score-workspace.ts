import { askedRules, scoreContract, type ScoredContract, workspaceRulesets } from '../../policies/index.ts';
import { parseSource, type Workspace } from '../../registry/workspace/index.ts';
import { checkWorkspace, type CheckOptions } from '../check-workspace.ts';

/**
 * Scores every contract of a workspace by what the gate finds of it. A contract that cannot be checked has no score. In the order of their ids.
 *
 * Throws what `checkWorkspace` throws.
 */
export async function scoreWorkspace(workspace: Workspace, options: CheckOptions): Promise<readonly ScoredContract[]> {
  const report = await checkWorkspace(workspace, options);
  const rulesets = await workspaceRulesets(workspace);
  const { landscapeRules } = workspace.config;
  const parsed = async (path: string): Promise<unknown> => {
    const bytes = await workspace.tree.read(path);
    return bytes && parseSource(bytes, path).value;
  };
  return Promise.all(
    workspace.contracts.map(async ({ id, folder, document, metadataFile, metadata: { owner, criticality } }): Promise<ScoredContract> => {
      const contract = { id, folder, owner: owner.team, criticality };
      if (!report.contracts.some((each) => each.id === id && each.verdict !== 'not checked')) return { ...contract, result: undefined };
      const files = { document: await parsed(document), metadata: await parsed(metadataFile) };
      const asked = askedRules(rulesets, { ...files, criticality, landscapeRules });
      const findings = report.findings.filter(({ contractId }) => contractId === id);
      return { ...contract, result: scoreContract(asked, findings) };
    }),
  );
}
