import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { type Contract, type FileTree, folderTree, readContract, type ReadOptions } from '../../registry/contract/index.ts';
import {
  frozenVersion,
  frozenVersions,
  gitTree,
  newestFrozen,
  openWorkspace,
  repositoryFolder,
  type Workspace,
  type WorkspaceContract,
} from '../../registry/workspace/index.ts';

/** One side of a comparison, read. */
export interface Side {
  /** As places print its document: `contracts/a/openapi.yaml`, `main:contracts/a/openapi.yaml`. */
  readonly document: string;
  readonly contract: Contract;
  /** The contract of the workspace that it is a version of, when it is one. */
  readonly owner?: WorkspaceContract;
  /** The workspace that says who uses that contract. */
  readonly workspace?: Workspace;
}

/** What names sides are relative to. */
export interface SideContext {
  readonly cwd: string;
  readonly workspace: Workspace | undefined;
}

/** A side that was named, not yet read. */
interface NamedSide {
  readonly tree: FileTree;
  readonly path: string;
  readonly owner?: WorkspaceContract | undefined;
  readonly workspace?: Workspace | undefined;
  readonly options?: ReadOptions;
  /** What a comparison with nothing else named is with: the working tree's document of the same contract or path. */
  readonly current?: () => Promise<NamedSide>;
}

/**
 * Reads both sides of a comparison. A side is a file, `<git-ref>:<path>` (as git has it, relative to the root of the repository unless it
 * starts with `./`), `<git-ref>:<contract id>`, a contract id, or `<contract id>@<released version>`. With one side, the head is the
 * working tree's document of the same contract or path; a contract id alone is compared with its newest released version.
 *
 * Throws USAGE, FILE_NOT_FOUND, GIT_FAILED, CONTRACT_UNKNOWN, VERSION_UNKNOWN, COMPARISON_IMPOSSIBLE when one is OpenAPI and the other
 * AsyncAPI, and what reading a contract throws.
 */
export async function readSides(names: readonly string[], context: SideContext): Promise<{ readonly base: Side; readonly head: Side }> {
  const [base, head, ...others] = names;
  if (base === undefined || others.length > 0) {
    throw new InterlockError('USAGE', `a comparison has one side or two, not ${names.length}`);
  }
  const named =
    head === undefined ? await besideWorkingTree(base, context) : [await findSide(base, context), await findSide(head, context)];
  return readPair(named[0]!, named[1]!);
}

/** Throws COMPARISON_IMPOSSIBLE when one is OpenAPI and the other AsyncAPI. */
export function refuseDifferentKinds(base: Pick<Side, 'contract' | 'document'>, head: Pick<Side, 'contract' | 'document'>): void {
  const [one, other] = [base.contract.specification, head.contract.specification];
  if (one.format === other.format) return;
  throw new InterlockError(
    'COMPARISON_IMPOSSIBLE',
    `this is ${other.format} ${other.version} and ${base.document} is ${one.format} ${one.version}; only documents of one kind can be compared`,
    { place: { file: head.document } },
  );
}

/** Reads two sides that may be compared. */
async function readPair(one: NamedSide, other: NamedSide): Promise<{ readonly base: Side; readonly head: Side }> {
  const sides = { base: await readSide(one), head: await readSide(other) };
  refuseDifferentKinds(sides.base, sides.head);
  return sides;
}

async function readSide({ tree, path, owner, workspace, options }: NamedSide): Promise<Side> {
  const contract = await readContract(tree, path, options);
  return { document: tree.label + path, contract, ...(owner && { owner }), ...(workspace && { workspace }) };
}

async function besideWorkingTree(name: string, context: SideContext): Promise<readonly NamedSide[]> {
  const { workspace } = context;
  const contract = workspace?.contracts.find(({ id }) => id === name);
  if (workspace && contract && !(await isFile(resolve(context.cwd, name)))) {
    const newest = newestFrozen(await frozenVersions(workspace, contract));
    if (newest) return [{ ...ofWorkspace(workspace, contract), path: newest.path }, ofWorkspace(workspace, contract)];
    throw new InterlockError(
      'USAGE',
      `nothing of ${name} was released yet: name what to compare it with, such as HEAD:${contract.document}`,
    );
  }
  const base = await findSide(name, context);
  if (base.current) return [base, await base.current()];
  throw new InterlockError('USAGE', `'${name}' is the working tree's own: name a second side, or compare it with HEAD:./${name}`);
}

async function findSide(name: string, context: SideContext): Promise<NamedSide> {
  const { cwd, workspace } = context;
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) {
    throw new InterlockError('USAGE', `'${name}' is remote, and nothing is fetched to be compared: name a file, a git ref or a contract`);
  }
  const path = resolve(cwd, name);
  if (await isFile(path)) return fileSide(path, context);
  const contract = workspace?.contracts.find(({ id }) => id === name);
  if (workspace && contract) return ofWorkspace(workspace, contract);
  const [, id, version] = /^([a-z][a-z0-9-]*)@([^/]+)$/.exec(name) ?? [];
  if (id !== undefined && version !== undefined && !name.includes(':')) {
    if (!workspace) throw new InterlockError('USAGE', `'${name}' names a released version, and there is no workspace here that has it`);
    const owner = workspace.contract(id);
    const frozen = await frozenVersion(workspace, owner, version);
    return { ...ofWorkspace(workspace, owner), path: frozen.path, current: async () => ofWorkspace(workspace, owner) };
  }
  const colon = name.lastIndexOf(':');
  if (colon > 0) return refSide(name.slice(0, colon), name.slice(colon + 1), context);
  if (workspace && !/[/\\.]/.test(name)) workspace.contract(name);
  const hint = workspace ? '' : ', and no workspace here whose contract it could be';
  throw new InterlockError('FILE_NOT_FOUND', `there is no such file${hint}`, { place: { file: name } });
}

/** A file is read with all of its workspace, else of its repository, else with its folder. */
async function fileSide(path: string, { cwd, workspace }: SideContext): Promise<NamedSide> {
  const owner = workspace?.contracts.find(({ document }) => resolve(workspace.folder, document) === path);
  if (workspace && path.startsWith(workspace.folder + sep)) {
    return { tree: workspace.tree, path: slashed(relative(workspace.folder, path)), options: optionsOf(workspace), owner, workspace };
  }
  const root = await repositoryFolder(dirname(path)).catch(() => dirname(path));
  const isInside = path.startsWith(root + sep) && resolve(cwd) === root;
  const folder = isInside ? root : dirname(path);
  const prefix = slashed(relative(cwd, folder));
  return { tree: folderTree(folder, prefix === '' ? '' : `${prefix}/`), path: isInside ? slashed(relative(root, path)) : basename(path) };
}

async function refSide(ref: string, path: string, context: SideContext): Promise<NamedSide> {
  const { cwd, workspace } = context;
  if (workspace && path !== '' && !/[/.]/.test(path)) {
    const then = await openWorkspace(workspace.folder, { ref });
    const owner = then.contract(path);
    return { ...ofWorkspace(then, owner), current: async () => ofWorkspace(workspace, workspace.contract(path)) };
  }
  const root = await repositoryFolder(cwd);
  const tree = await gitTree(root, ref);
  const inside = path.startsWith('./') || path.startsWith('../') ? slashed(relative(root, resolve(cwd, path))) : path;
  if ((await tree.read(inside)) === undefined) {
    const beside = slashed(relative(root, resolve(cwd, path)));
    const hint =
      beside !== inside && (await tree.read(beside)) !== undefined
        ? `; paths are relative to the root of the repository: ${ref}:./${path}`
        : '';
    throw new InterlockError('FILE_NOT_FOUND', `there is no such file at '${ref}'${hint}`, { place: { file: tree.label + inside } });
  }
  const onDisk = join(root, inside);
  const owner = workspace?.contracts.find(({ document }) => resolve(workspace.folder, document) === onDisk);
  return {
    tree,
    path: inside,
    owner,
    workspace,
    ...(workspace && { options: optionsOf(workspace) }),
    current: () => existingFile(onDisk, context),
  };
}

async function existingFile(path: string, context: SideContext): Promise<NamedSide> {
  if (await isFile(path)) return fileSide(path, context);
  throw new InterlockError('FILE_NOT_FOUND', 'the working tree no longer has this file', {
    place: { file: slashed(relative(context.cwd, path)) },
  });
}

function ofWorkspace(workspace: Workspace, owner: WorkspaceContract): NamedSide {
  return { tree: workspace.tree, path: owner.document, owner, workspace, options: optionsOf(workspace) };
}

function optionsOf({ config: { allowedHosts, limits } }: Workspace): ReadOptions {
  return { allowedHosts, limits };
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
