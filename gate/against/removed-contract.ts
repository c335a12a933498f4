import { announcementOf, type Finding } from '../../registry/contract/index.ts';
import { InterlockError } from '../../errors.ts';
import type { Workspace, WorkspaceContract } from '../../registry/workspace/index.ts';
import { type Removal, whyNotYet } from './sunset.ts';

/**
 * A contract that was there at the ref and is no longer: a finding `contract-removed`, an error, unless it was retired and the end of
 * each of its operations was announced and has passed.
 */
export async function removedContract(
  before: Workspace,
  contract: WorkspaceContract,
  document: string,
  asOf: string,
): Promise<Finding | undefined> {
  const reason = await whyNotRemoved(contract, { criticality: contract.metadata.criticality, asOf });
  if (reason === undefined) return undefined;
  return {
    ruleId: 'contract-removed',
    severity: 'error',
    message: `the contract '${contract.id}' of ${before.tree.label}${contract.document} is gone: ${reason}`,
    place: { file: document },
    pointer: '',
    contractId: contract.id,
  };
}

async function whyNotRemoved(contract: WorkspaceContract, removal: Removal): Promise<string | undefined> {
  const { lifecycle } = contract.metadata;
  if (lifecycle === 'draft') return undefined;
  if (lifecycle !== 'retired') return `its lifecycle was '${lifecycle}', and only a retired contract may go`;
  try {
    const { operations } = await contract.read();
    for (const operation of operations) {
      const reason = whyNotYet(announcementOf(operation), removal);
      if (reason !== undefined) return `${operation.key} went too early: ${reason}`;
    }
    return undefined;
  } catch (error) {
    if (error instanceof InterlockError) return `its document there cannot be read (${error.code}), so it can't be seen what was promised`;
    throw error;
  }
}
