import type { MockServer } from '../mock-server/index.ts';
import type { Workspace, WorkspaceContract } from '../registry/workspace/index.ts';

/** Starts one mock process for contracts of a workspace, each with the behaviour file beside it. */
export async function startMocks(
  workspace: Workspace,
  contracts: readonly WorkspaceContract[],
  options: { readonly port?: number } = {},
): Promise<MockServer> {
  const { readBehaviour, startMockServer } = await import('../mock-server/index.ts');
  return startMockServer({
    contracts: await Promise.all(
      contracts.map(async (contract) => ({
        id: contract.id,
        compiled: await contract.compile(),
        ...(contract.behaviour !== undefined && { behaviour: await readBehaviour(workspace.tree, contract.behaviour) }),
      })),
    ),
    ...options,
  });
}
