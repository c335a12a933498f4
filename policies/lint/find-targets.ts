import { stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { type FileTree, type ReadOptions, folderTree } from '../../registry/contract/index.ts';
import type { Workspace, WorkspaceContract } from '../../registry/workspace/index.ts';
import { globFiles, isGlob } from './glob-files.ts';
import { isFile } from './is-file.ts';

/** A document to lint. */
export interface LintTarget {
  /** As it was named, or found by a glob: for reports. */
  readonly name: string;
  /** The contract whose document it is. */
  readonly contract?: WorkspaceContract;
  /** What it may refer to. */
  readonly tree: FileTree;
  /** Absolute path of the folder of the tree. */
  readonly root: string;
  /** Path in the tree. */
  readonly path: string;
  readonly access: ReadOptions;
  /** What it is called when it is no file but came from standard input. */
  readonly source?: string;
}

/** Standard input, to be linted as a document. */
export interface PipedDocument {
  readonly bytes: Uint8Array;
  /** Path that it is to have, relative to the working directory; its references are read from there. */
  readonly path?: string | undefined;
}

/** Where to look for what was named. */
export interface TargetContext {
  readonly workspace: Workspace | undefined;
  readonly cwd: string;
  /** What `-` stands for. */
  readonly piped?: PipedDocument | undefined;
  /** Is every file what is in it, and none part of a contract? */
  readonly isAsSpectral?: boolean;
}

/**
 * The documents that were named: ids of contracts, paths, globs, `-`; each once. A contract.yaml stands for its contract. A document in the workspace may refer to all of it, any
 * other to files of the working directory when it lies in it, else to those of its own folder.
 *
 * Throws CONTRACT_UNKNOWN for what is neither id nor file, FILE_NOT_FOUND for a path that does not exist and a glob of nothing.
 */
export async function findTargets(named: readonly string[], context: TargetContext): Promise<readonly LintTarget[]> {
  const found = new Map<string, LintTarget>();
  for (const name of named) {
    for (const target of await targetsNamed(name, context)) {
      const key = `${target.root}\n${target.path}\n${target.source}`;
      if (!found.has(key)) found.set(key, target);
    }
  }
  return [...found.values()];
}

/** The documents of all contracts of a workspace. */
export function contractTargets(workspace: Workspace): readonly LintTarget[] {
  return workspace.contracts.map((contract) => contractTarget(workspace, contract));
}

async function targetsNamed(name: string, context: TargetContext): Promise<readonly LintTarget[]> {
  const { workspace, cwd, piped } = context;
  if (name === '-' && piped) return [pipedTarget(piped, context)];
  const contract = workspace?.contracts.find(({ id }) => id === name);
  if (workspace && contract) return [contractTarget(workspace, contract)];
  const path = resolve(cwd, name);
  if (await isFile(path)) return [contractOf(path, context) ?? fileTarget(path, name, context)];
  if (!isGlob(name)) return refuseTarget(name, workspace, await isFolder(path));
  const files = await globFiles(name, cwd);
  if (files.length === 0) throw new InterlockError('FILE_NOT_FOUND', 'no file matches this glob', { place: { file: name } });
  return files.map((file) => contractOf(file, context) ?? fileTarget(file, relative(cwd, file).split(sep).join('/'), context));
}

function contractTarget(workspace: Workspace, contract: WorkspaceContract): LintTarget {
  const { tree, folder, config } = workspace;
  return { name: contract.id, contract, tree, root: folder, path: contract.document, access: accessOf(config) };
}

/** The contract whose contract.yaml a file is. */
function contractOf(file: string, { workspace, isAsSpectral }: TargetContext): LintTarget | undefined {
  if (!workspace || isAsSpectral) return undefined;
  const contract = workspace.contracts.find(({ metadataFile }) => resolve(workspace.folder, metadataFile) === file);
  return contract && contractTarget(workspace, contract);
}

function fileTarget(file: string, name: string, context: TargetContext): LintTarget {
  const { workspace, cwd } = context;
  if (workspace && file.startsWith(workspace.folder + sep)) {
    const contract = workspace.contracts.find(({ document }) => resolve(workspace.folder, document) === file);
    if (contract) return contractTarget(workspace, contract);
    const path = relative(workspace.folder, file).split(sep).join('/');
    return { name, tree: workspace.tree, root: workspace.folder, path, access: accessOf(workspace.config) };
  }
  const root = file.startsWith(cwd + sep) ? cwd : dirname(file);
  const prefix = relative(cwd, root).split(sep).join('/');
  const path = root === cwd ? relative(cwd, file).split(sep).join('/') : basename(file);
  return { name, tree: folderTree(root, prefix === '' ? '' : `${prefix}/`), root, path, access: {} };
}

/** What is piped in lies over the tree that its path is in. */
function pipedTarget({ bytes, path: given }: PipedDocument, context: TargetContext): LintTarget {
  const source = given ?? '<STDIN>';
  const target = fileTarget(resolve(context.cwd, source), source, context);
  const { tree } = target;
  const read: FileTree['read'] = async (path) => (path === target.path ? bytes : tree.read(path));
  return { name: source, tree: { ...tree, read }, root: target.root, path: target.path, access: target.access, source };
}

function accessOf({ allowedHosts, limits }: Workspace['config']): LintTarget['access'] {
  return { allowedHosts, limits };
}

/** Throws what says best that a target names nothing. */
function refuseTarget(target: string, workspace: Workspace | undefined, isOfFolder: boolean): never {
  if (isOfFolder) {
    const detail = `this is a folder: name what is in it, as '${target.replace(/[/\\]+$/, '')}/**/*.yaml'`;
    throw new InterlockError('FILE_NOT_FOUND', detail, { place: { file: target } });
  }
  if (/[/\\.]/.test(target) || !workspace) {
    const detail = workspace ? 'there is no such file' : 'there is no such file, and no workspace here whose contract it could be';
    throw new InterlockError('FILE_NOT_FOUND', detail, { place: { file: target } });
  }
  workspace.contract(target);
  throw new InterlockError('CONTRACT_UNKNOWN', `no contract has the id '${target}'`);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
