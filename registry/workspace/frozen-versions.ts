import { posix } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { type Contract, readContract } from '../contract/index.ts';
import { didYouMean } from './did-you-mean.ts';
import { readLock } from './read-lock.ts';
import { compareVersions, parseVersion, type SemanticVersion } from './semantic-version.ts';
import type { Workspace, WorkspaceContract } from './workspace.ts';

/** A released version of a contract, as its bundle in `versions/` has it. */
export interface FrozenVersion {
  /** As released: `1.4.0`. */
  readonly version: string;
  readonly parsed: SemanticVersion;
  /** Path of the bundle in the tree. */
  readonly path: string;
  /** `sha256:<hex>`, as locked. */
  readonly hash: string;
  /** The normal form of the bundle. Throws what reading a contract throws. */
  read(): Promise<Contract>;
}

/** Path of the bundle of a version in the tree. */
export function frozenPath(contract: Pick<WorkspaceContract, 'folder'>, version: string): string {
  return posix.join(contract.folder, 'versions', `${version}.yaml`);
}

/** The released versions of a contract, oldest first: those that the lock of the workspace knows. Throws WORKSPACE_INVALID for a broken lock. */
export async function frozenVersions(workspace: Workspace, contract: WorkspaceContract): Promise<readonly FrozenVersion[]> {
  const lock = await readLock(workspace);
  const { allowedHosts, limits } = workspace.config;
  return Object.entries(lock?.value.versions[contract.id] ?? {})
    .flatMap(([version, hash]) => {
      const parsed = parseVersion(version);
      const path = frozenPath(contract, version);
      const read = () => readContract(workspace.tree, path, { allowedHosts, limits });
      return parsed ? [{ version, parsed, path, hash, read }] : [];
    })
    .sort((one, other) => compareVersions(one.parsed, other.parsed));
}

/** The newest released version: the highest release, else the highest pre-release; undefined when nothing was released. */
export function newestFrozen(versions: readonly FrozenVersion[]): FrozenVersion | undefined {
  return versions.findLast(({ parsed }) => parsed.prerelease.length === 0) ?? versions.at(-1);
}

/** The released version of this number. Throws VERSION_UNKNOWN, which lists those that there are. */
export async function frozenVersion(workspace: Workspace, contract: WorkspaceContract, version: string): Promise<FrozenVersion> {
  const versions = await frozenVersions(workspace, contract);
  const found = versions.find((each) => each.version === version);
  if (found) return found;
  const known = versions.map((each) => each.version);
  const hint = known.length === 0 ? '; nothing of it was released yet' : didYouMean(version, known) || `; there are ${known.join(', ')}`;
  throw new InterlockError('VERSION_UNKNOWN', `${contract.id} has no released version '${version}'${hint}`);
}
