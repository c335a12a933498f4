import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { dump } from 'js-yaml';
import { InterlockError } from '../../errors.ts';
import type { Comparison } from '../../registry/compatibility/index.ts';
import { compileContract, type Contract, readContract } from '../../registry/contract/index.ts';
import {
  bundleDocument,
  contractDigest,
  type FrozenVersion,
  frozenPath,
  frozenVersions,
  lockHash,
  lockVersion,
  memoryTree,
  newestFrozen,
  parseVersion,
  verifyLock,
  type Workspace,
  type WorkspaceContract,
} from '../../registry/workspace/index.ts';
import { bumpAt, judgeBump } from '../against/version-bump.ts';
import { compare } from '../comparison/compare.ts';
import { refuseDifferentKinds } from '../comparison/side.ts';
import { addEntry, writeEntry } from './changelog.ts';

/** What a release wrote. */
export interface Release {
  readonly id: string;
  readonly version: string;
  /** The version before; absent for the first. */
  readonly since: string | undefined;
  /** Changes since then. */
  readonly comparison: Comparison | undefined;
  readonly hash: string;
  /** Paths of the files written, as places print them. */
  readonly files: readonly string[];
}

/**
 * Releases the version that a contract declares: bundles its document into `versions/<version>.yaml`, writes the changelog entry and locks
 * the hash. Nothing is written unless the bundle means what the document means.
 *
 * Throws RELEASE_REFUSED for a version that is no semantic version, exists already, or is too low for its changes since the newest released
 * one; LOCK_VIOLATED when a released version was touched; FILE_UNWRITABLE; and what reading and compiling a contract throws.
 *
 * @param date ISO date that the changelog gives the version.
 */
export async function releaseContract(workspace: Workspace, id: string, date: string): Promise<Release> {
  const owner = workspace.contract(id);
  await refuseBrokenLock(workspace);
  const contract = await owner.read();
  const [failure] = compileContract(contract).compileAll();
  if (failure) throw failure;
  const versions = await frozenVersions(workspace, owner);
  const { version } = contract;
  refuseVersion(workspace, owner, contract, versions);
  const newest = newestFrozen(versions);
  const comparison = newest && (await compareWithNewest(workspace, owner, contract, newest));

  const bundle = new TextEncoder().encode(await writeBundle(workspace, owner, contract));
  const hash = lockHash(bundle);
  const path = frozenPath(owner, version);
  const changelog = posix.join(owner.folder, 'CHANGELOG.md');
  const known = await workspace.tree.read(changelog);
  const entry = writeEntry({ version, date, since: newest?.version, changes: comparison?.changes ?? [] });
  await write(workspace, path, bundle);
  await write(
    workspace,
    changelog,
    new TextEncoder().encode(addEntry(known && new TextDecoder().decode(known), entry, owner.metadata.title)),
  );
  await lockVersion(workspace, id, version, hash);
  const files = [path, changelog, workspace.config.lock].map((file) => workspace.tree.label + file);
  return { id, version, since: newest?.version, comparison, hash, files };
}

async function refuseBrokenLock(workspace: Workspace): Promise<void> {
  const [finding] = await verifyLock(workspace);
  if (finding) throw new InterlockError('LOCK_VIOLATED', finding.message, { place: finding.place });
}

function refuseVersion(workspace: Workspace, owner: WorkspaceContract, contract: Contract, versions: readonly FrozenVersion[]): void {
  const { version } = contract;
  if (!parseVersion(version)) {
    throw refused(workspace, owner, contract, `'${version}' is no semantic version such as 1.4.0 (https://semver.org)`);
  }
  if (versions.some((each) => each.version === version)) {
    throw refused(
      workspace,
      owner,
      contract,
      `version ${version} of ${owner.id} was released already, and a released version is never changed: declare a higher one`,
    );
  }
}

async function compareWithNewest(
  workspace: Workspace,
  owner: WorkspaceContract,
  contract: Contract,
  newest: FrozenVersion,
): Promise<Comparison> {
  const { criticality, profile = 'wire' } = owner.metadata;
  const base = await newest.read();
  const { label } = workspace.tree;
  refuseDifferentKinds({ contract: base, document: label + newest.path }, { contract, document: label + owner.document });
  const comparison = await compare(base, contract, { criticality, profile });
  const [unchecked] = comparison.notChecked;
  if (unchecked && criticality <= 1) {
    throw refused(workspace, owner, contract, `not everything could be compared with ${newest.version}: ${unchecked.reason}`);
  }
  const bump = judgeBump(newest.version, contract.version, bumpAt(comparison, criticality));
  if (!bump.isSufficient) throw refused(workspace, owner, contract, bump.message);
  return comparison;
}

/** The bundle as YAML, held against the document: read again, it must say the same, and nothing may differ on the wire. */
async function writeBundle(workspace: Workspace, owner: WorkspaceContract, contract: Contract): Promise<string> {
  const { allowedHosts, limits } = workspace.config;
  const bundle = await bundleDocument(workspace.tree, owner.document, { allowedHosts, limits });
  const text = `# ${owner.id} ${contract.version}, frozen by interlock release: never edited, registry.lock holds its hash.\n${dump(bundle, { noRefs: true, lineWidth: -1 })}`;
  const path = posix.basename(frozenPath(owner, contract.version));
  const again = await readContract(memoryTree({ [path]: text }), path, { limits });
  const { changes } = await compare(contract, again, { profile: 'exact' });
  if (changes.length === 0 && contractDigest(again) === contractDigest(contract)) return text;
  const reason = changes[0] ? ` (${changes[0].ruleId}: ${changes[0].message})` : '';
  throw refused(
    workspace,
    owner,
    contract,
    `its bundle would not mean what the document means${reason}: schemas in other files that are found by '$id' or '$dynamicAnchor' can't be bundled; refer to them by path`,
  );
}

function refused({ tree }: Workspace, owner: WorkspaceContract, contract: Contract, detail: string): InterlockError {
  return new InterlockError('RELEASE_REFUSED', detail, {
    place: contract.locate({ file: tree.label + owner.document, pointer: '/info/version' }),
  });
}

async function write({ folder, tree }: Workspace, path: string, bytes: Uint8Array): Promise<void> {
  const target = join(folder, path);
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(`${target}.new`, bytes);
    await rename(`${target}.new`, target);
  } catch (cause) {
    throw new InterlockError('FILE_UNWRITABLE', `cannot be written: ${(cause as Error).message}`, {
      place: { file: tree.label + path },
      cause,
    });
  }
}
