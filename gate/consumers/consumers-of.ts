import { InterlockError } from '../../errors.ts';
import type { ConsumerUse, OperationUse } from '../../registry/compatibility/index.ts';
import type { Contract } from '../../registry/contract/index.ts';
import { frozenVersions, type Workspace, type WorkspaceContract } from '../../registry/workspace/index.ts';
import { weighedUses } from './weighed-use.ts';
import { undeclaredParts, type VersionReader } from './undeclared-parts.ts';

/** A contract whose versions are compared, as weighing its changes needs it. */
export interface WeighedContract {
  /** As it was, or where it is new as it is. */
  readonly contract: WorkspaceContract;
  /** The versions that are compared. */
  readonly compared: readonly Contract[];
  /** Where its consumers are declared, those of the base first: what one of them declares counts, so that no change can take a use away from itself. */
  readonly workspaces: readonly Workspace[];
}

/**
 * Who uses a contract, as the engine weighs it; none when nobody is declared, so that use is unknown. What can't be relied on counts as
 * use of everything: a file that can't be read, an operation or field that no version declares. Anybody may use what is public.
 */
export async function consumersOf({ contract, compared, workspaces }: WeighedContract): Promise<readonly ConsumerUse[]> {
  const consumers = new Map<string, ConsumerUse>();
  const add = (consumer: ConsumerUse) => consumers.set(JSON.stringify(consumer), consumer);
  for (const workspace of workspaces) {
    for (const { place } of (await workspace.consumers()).failures)
      add(anybody(`anybody, since ${place?.file ?? workspace.config.consumers} cannot be read`));
    const versions = [...compared.map((version) => async () => version), ...(await olderVersions(workspace, contract.id))];
    for (const use of await weighedUses(workspace)) {
      if (use.contract !== contract.id) continue;
      const operations = use.operations && (await reliable(use.operations, versions));
      const { nonProduction } = workspace.config;
      add({
        consumer: use.consumer,
        isProduction: use.environments === undefined || use.environments.some((name) => !nonProduction.includes(name)),
        validates: use.validates,
        ...(operations && { operations }),
      });
    }
  }
  if (contract.metadata.audience === 'public') add(anybody('the public'));
  return [...consumers.values()];
}

function anybody(consumer: string): ConsumerUse {
  return { consumer, isProduction: true, validates: true };
}

/** The released versions of a contract, the newest first. A lock that can't be read is reported by those who verify it. */
export async function olderVersions(workspace: Workspace, id: string): Promise<readonly VersionReader[]> {
  const contract = workspace.contracts.find((each) => each.id === id);
  try {
    return contract ? (await frozenVersions(workspace, contract)).toReversed().map(({ read }) => read) : [];
  } catch (error) {
    if (error instanceof InterlockError) return [];
    throw error;
  }
}

/** Without what no version declares; undefined when one of the operations is unknown, since nobody can say which it is. */
async function reliable(
  operations: readonly OperationUse[],
  versions: readonly VersionReader[],
): Promise<readonly OperationUse[] | undefined> {
  const found: OperationUse[] = [];
  for (const use of operations) {
    const missing = await missingOf(use, versions);
    if (missing.some(({ pointer }) => pointer === '/operation')) return undefined;
    const doubted = new Set(missing.map(({ pointer }) => pointer.split('/')[1]));
    found.push(Object.fromEntries(Object.entries(use).filter(([key]) => !doubted.has(key))) as unknown as OperationUse);
  }
  return found;
}

async function missingOf(use: OperationUse, versions: readonly VersionReader[]) {
  try {
    return await undeclaredParts(use, versions);
  } catch (error) {
    if (error instanceof InterlockError) return [{ pointer: '/operation' }];
    throw error;
  }
}
