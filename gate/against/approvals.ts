import { isDeepStrictEqual } from 'node:util';
import { TIERS } from '../../policies/index.ts';
import type { WorkspaceContract } from '../../registry/workspace/index.ts';

/** Who must approve what changes a contract: said by the base, so that a change can't choose its judges. */
export interface Approval {
  readonly contractId: string;
  /** How many approvals are needed, by the base's criticality. */
  readonly required: number;
  /** Teams or handles, any of whom may approve: the base's `approvers`, else the team that owns it there. */
  readonly approvers: readonly string[];
  readonly because: readonly ApprovalReason[];
}

/** What of a contract changed: what it says to others, what is said of it, or that it is there. */
export type ApprovalReason = 'document' | 'contract.yaml' | 'removed' | 'added';

/** The contracts of a workspace, as far as their metadata goes. */
interface Landscape {
  readonly contracts: readonly Described[];
}

type Described = Pick<WorkspaceContract, 'id' | 'metadata'>;

/**
 * The approvals that a change needs, in the order of the contracts' ids. A contract that is new has no base: it speaks for itself.
 *
 * @param changed ids of contracts of which the document differs, or can't be seen not to
 */
export function approvalsNeeded(before: Landscape, now: Landscape, changed: ReadonlySet<string>): readonly Approval[] {
  const [then, present] = [byId(before), byId(now)];
  return [...new Set([...then.keys(), ...present.keys()])].sort().flatMap((id): readonly Approval[] => {
    const [base, head] = [then.get(id), present.get(id)];
    const because = reasons(base, head, changed.has(id));
    const { criticality, approvers, owner } = (base ?? head)!.metadata;
    return because.length === 0
      ? []
      : [{ contractId: id, required: TIERS[criticality].approvals, approvers: approvers ?? [owner.team], because }];
  });
}

function reasons(base: Described | undefined, head: Described | undefined, isChanged: boolean): readonly ApprovalReason[] {
  if (base === undefined) return ['added'];
  if (head === undefined) return ['removed'];
  const isDescribedAnew = !isDeepStrictEqual(base.metadata, head.metadata);
  return [...(isChanged ? (['document'] as const) : []), ...(isDescribedAnew ? (['contract.yaml'] as const) : [])];
}

function byId({ contracts }: Landscape): ReadonlyMap<string, Described> {
  return new Map(contracts.map((contract) => [contract.id, contract]));
}
