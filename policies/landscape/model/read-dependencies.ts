import { InterlockError } from '../../../errors.ts';
import { allOperations, type Contract, operationsNamed } from '../../../registry/contract/index.ts';
import {
  type DeclaredUse,
  declaredUses,
  frozenVersions,
  newestFrozen,
  parseVersion,
  type Workspace,
} from '../../../registry/workspace/index.ts';
import type { Dependency, Member, OperationUse, Party } from './landscape.ts';

/** Who uses which contract, all uses of one contract by one caller together, in the order in which they are declared. */
export async function readDependencies(
  workspace: Workspace,
  members: readonly Member[],
  partyOf: (id: string) => Party,
): Promise<readonly Dependency[]> {
  const byId = new Map(members.map((member) => [member.id, member]));
  const dependencies = new Map<string, Dependency & { readonly uses: OperationUse[] }>();
  const released = new Map<string, Promise<Contract | undefined>>();
  for (const use of await declaredUses(workspace)) {
    const key = JSON.stringify([use.consumer, use.contract]);
    let dependency = dependencies.get(key);
    if (!dependency) {
      dependency = { caller: partyOf(use.consumer), contractId: use.contract, target: byId.get(use.contract), uses: [] };
      dependencies.set(key, dependency);
    }
    const line = JSON.stringify([use.contract, use.version]);
    const reading = released.get(line) ?? servedBy(workspace, use, dependency.target);
    released.set(line, reading);
    dependency.uses.push(...operationUses(use, dependency.target, await reading));
  }
  return [...dependencies.values()];
}

function operationUses(use: DeclaredUse, target: Member | undefined, released: Contract | undefined): readonly OperationUse[] {
  const common = {
    version: use.version,
    servedBy: released,
    environments: use.environments,
    locateContract: () => use.locate('/contract'),
  };
  const contract = target?.contract;
  if (!use.operations) {
    const operations = contract ? allOperations(contract) : [];
    return [{ ...common, name: undefined, operations, declared: undefined, locate: (pointer) => use.locate(pointer || '/contract') }];
  }
  return use.operations.map((declared, index) => ({
    ...common,
    name: declared.operation,
    operations: contract ? operationsNamed(contract, declared.operation) : [],
    declared,
    locate: (pointer) => use.locate(`/operations/${index}${pointer || '/operation'}`),
  }));
}

/** The newest release with the major version that the caller was built against, when the contract itself has another. */
async function servedBy(workspace: Workspace, { version, contract: id }: DeclaredUse, target: Member | undefined) {
  const line = version === undefined ? undefined : parseVersion(version)?.major;
  const now = target?.contract && parseVersion(target.contract.version)?.major;
  if (line === undefined || now === undefined || line === now) return undefined;
  try {
    const versions = await frozenVersions(workspace, workspace.contract(id));
    return await newestFrozen(versions.filter(({ parsed }) => parsed.major === line))?.read();
  } catch (error) {
    if (error instanceof InterlockError) return undefined;
    throw error;
  }
}
