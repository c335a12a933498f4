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

/** What of a contract changed: what it says to others, what is said of it, what may stand in it for a while, what is asked of it, or that it is there. */
export type ApprovalReason = 'document' | 'contract.yaml' | 'waiver' | 'policy' | 'removed' | 'added';

/** Ids of contracts that something changed for. */
export interface ChangedContracts {
  /** The document differs, or can't be seen not to. */
  readonly documents: ReadonlySet<string>;
  /** Something is waived that was not, or otherwise. */
  readonly waivers: ReadonlySet<string>;
  /** Less is asked of it than was. */
  readonly policies: ReadonlySet<string>;
}

/** The contracts of a workspace, as far as their metadata goes. */
interface Landscape {
  readonly contracts: readonly Described[];
}

type Described = Pick<WorkspaceContract, 'id' | 'metadata'>;

/** The approvals that a change needs, in the order of the contracts' ids. A contract that is new has no base: it speaks for itself. */
export function approvalsNeeded(before: Landscape, now: Landscape, changed: ChangedContracts): readonly Approval[] {
  const [then, present] = [byId(before), byId(now)];
  return [...new Set([...then.keys(), ...present.keys()])].sort().flatMap((id): readonly Approval[] => {
    const [base, head] = [then.get(id), present.get(id)];
    const because = reasons(base, head, {
      document: changed.documents.has(id),
      waiver: changed.waivers.has(id),
      policy: changed.policies.has(id),
    });
    const { criticality, approvers, owner } = (base ?? head)!.metadata;
    return because.length === 0
      ? []
      : [{ contractId: id, required: TIERS[criticality].approvals, approvers: approvers ?? [owner.team], because }];
  });
}

function reasons(
  base: Described | undefined,
  head: Described | undefined,
  changed: Readonly<Record<'document' | 'waiver' | 'policy', boolean>>,
): readonly ApprovalReason[] {
  const also = (['waiver', 'policy'] as const).filter((reason) => changed[reason]);
  if (base === undefined) return ['added', ...also];
  if (head === undefined) return ['removed', ...also];
  const isDescribedAnew = !isDeepStrictEqual(base.metadata, head.metadata);
  return [...(changed.document ? (['document'] as const) : []), ...(isDescribedAnew ? (['contract.yaml'] as const) : []), ...also];
}

function byId({ contracts }: Landscape): ReadonlyMap<string, Described> {
  return new Map(contracts.map((contract) => [contract.id, contract]));
}
