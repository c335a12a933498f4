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
  return Promise.all(
    workspace.contracts.map(async ({ id, folder, document, metadata: { owner, criticality } }) => {
      const isChecked = report.contracts.some((contract) => contract.id === id && contract.verdict !== 'not checked');
      const bytes = isChecked ? await workspace.tree.read(document) : undefined;
      const asked = bytes && askedRules(rulesets, parseSource(bytes, document).value, criticality);
      const findings = report.findings.filter(({ contractId }) => contractId === id);
      return { id, folder, owner: owner.team, criticality, result: asked && scoreContract(asked, findings) };
    }),
  );
}
