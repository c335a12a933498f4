import type { Bump, Change } from '../../registry/compatibility/index.ts';
import type { Contract } from '../../registry/contract/index.ts';
import { frozenVersions, type Workspace } from '../../registry/workspace/index.ts';
import { compare } from '../comparison/compare.ts';
import { type ComparisonSummary, countChanges } from '../comparison/comparison-summary.ts';

/** One version of a contract and what it changed. */
export interface VersionHistory {
  /** As declared. */
  readonly version: string;
  /** Whether it is frozen; the working tree's document is not. */
  readonly isReleased: boolean;
  /** The version that it is compared with; absent for the first. */
  readonly since?: string;
  readonly requiredBump?: Bump;
  readonly counts?: ComparisonSummary['counts'];
  readonly changes: readonly Change[];
  readonly notChecked: readonly string[];
}

/**
 * The released versions of a contract, newest first, each with its changes against the one before; above them the working tree's document
 * when it differs from the newest.
 *
 * Throws CONTRACT_UNKNOWN and what reading a contract throws.
 */
export async function contractHistory(workspace: Workspace, id: string): Promise<readonly VersionHistory[]> {
  const owner = workspace.contract(id);
  const { criticality, profile = 'wire' } = owner.metadata;
  const entries: VersionHistory[] = [];
  let before: Contract | undefined;
  for (const frozen of await frozenVersions(workspace, owner)) {
    const contract = await frozen.read();
    entries.push(await entryOf(contract, before, true));
    before = contract;
  }
  const current = await entryOf(await owner.read(), before, false);
  if (current.requiredBump !== 'none' || current.version !== before?.version) entries.push(current);
  return entries.reverse();

  async function entryOf(contract: Contract, base: Contract | undefined, isReleased: boolean): Promise<VersionHistory> {
    const { version } = contract;
    if (!base) return { version, isReleased, changes: [], notChecked: [] };
    if (base.specification.format !== contract.specification.format) {
      const reason = `${base.version} was ${base.specification.format} and ${version} is ${contract.specification.format}`;
      return { version, isReleased, since: base.version, changes: [], notChecked: [reason] };
    }
    const comparison = await compare(base, contract, { criticality, profile });
    return {
      version,
      isReleased,
      since: base.version,
      requiredBump: comparison.requiredBump,
      counts: countChanges(comparison),
      changes: comparison.changes,
      notChecked: comparison.notChecked.map(({ reason }) => reason),
    };
  }
}
