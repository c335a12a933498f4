import { dirname, resolve, sep } from 'node:path';
import { InterlockError } from '../../errors.ts';
import type { ReadOptions } from '../../registry/contract/index.ts';
import { CONFIG_FILE } from '../../registry/workspace/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { contractSource } from './contract-source.ts';
import { fileIds } from './file-ids.ts';
import { fileSource } from './file-source.ts';
import { baseOf, findDocuments, isFile, isFolder, isGlob } from './find-documents.ts';
import { foldersBelow } from './folders-below.ts';
import { KnownWorkspaces } from './known-workspaces.ts';
import type { MockSource } from './mock-source.ts';

/** Where to look for what was named. */
export interface SourceContext {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Serve each at the root, because each has a port of its own. */
  readonly isEachAtRoot: boolean;
}

/** What is to be mocked, as it stands on disk. */
export interface FoundSources {
  readonly sources: readonly MockSource[];
  /** Absolute paths of the folders in which others can turn up, and of the files that say where; none where all are named one by one. Absent where no others are wanted. */
  searched?(): Promise<{ readonly folders: readonly string[]; readonly files: readonly string[] }>;
}

/** One thing that was named. */
type Meant =
  | { readonly kind: 'contract'; readonly workspace: Workspace; readonly id: string }
  | { readonly kind: 'file'; readonly file: string };

/**
 * What is to be mocked: ids of contracts, paths, globs; each once; the whole workspace when nothing is named. One path alone is served
 * at the root, all else below its id: that of the contract, or the file's name. Files that a glob finds and that are no OpenAPI or AsyncAPI documents are passed over.
 *
 * @throws InterlockError WORKSPACE_INVALID, CONTRACT_UNKNOWN for what is neither id nor file, FILE_NOT_FOUND.
 */
export async function findSources(named: readonly string[], context: SourceContext): Promise<FoundSources> {
  const { cwd } = context;
  const workspaces = new KnownWorkspaces();
  const meant: Meant[] = named.length === 0 ? [...contractsOf(await workspaceHere(cwd, workspaces))] : [];
  for (const name of named) meant.push(...(await meantBy(name, cwd, workspaces)));
  const [only = ''] = named.length === 1 ? named : [];
  const isAtRoot = context.isEachAtRoot || (only !== '' && (await isFile(resolve(cwd, only))));
  return {
    sources: await sourcesOf(meant, workspaces, cwd, (id) => (isAtRoot ? '' : `/${id}`)),
    searched: () => searchedFor(named, cwd, workspaces),
  };
}

async function meantBy(name: string, cwd: string, workspaces: KnownWorkspaces): Promise<readonly Meant[]> {
  const path = resolve(cwd, name);
  if (await isFile(path)) return [await contractOrFile(path, workspaces)];
  if (isGlob(name)) {
    const meant: Meant[] = [];
    for (const file of await findDocuments(name, cwd)) meant.push(await contractOrFile(file, workspaces));
    return meant;
  }
  if (/^https?:\/\//i.test(name)) throw new InterlockError('USAGE', `documents are read from files: download ${name}, and name the file`);
  if (await isFolder(path))
    throw new InterlockError('USAGE', `'${name}' is a folder: name documents in it, or a glob such as '${name}/**/*.yaml'`);
  const workspace = await workspaces.around(cwd);
  if (!workspace || /[/\\]|\.(ya?ml|json)$/.test(name)) throw missing(name, workspace);
  return [{ kind: 'contract', workspace, id: workspace.contract(name).id }];
}

/** The document of a contract stands for the contract. */
async function contractOrFile(file: string, workspaces: KnownWorkspaces): Promise<Meant> {
  const workspace = await workspaces.around(dirname(file));
  const contract = workspace?.contracts.find(({ document }) => resolve(workspace.folder, document) === file);
  return workspace && contract ? { kind: 'contract', workspace, id: contract.id } : { kind: 'file', file };
}

function contractsOf(workspace: Workspace): readonly Meant[] {
  return workspace.contracts.map(({ id }) => ({ kind: 'contract', workspace, id }));
}

async function workspaceHere(cwd: string, workspaces: KnownWorkspaces): Promise<Workspace> {
  const workspace = await workspaces.around(cwd);
  if (workspace) return workspace;
  throw new InterlockError(
    'WORKSPACE_INVALID',
    'there is no interlock.config.yaml in this folder or in any above it: name a document to mock, `interlock mock openapi.yaml`, or go to a workspace',
  );
}

/** Sources of what was meant, each once: contracts first, then documents by their files' names. */
async function sourcesOf(
  meant: readonly Meant[],
  workspaces: KnownWorkspaces,
  cwd: string,
  mountPathOf: (id: string) => string,
): Promise<readonly MockSource[]> {
  const sources = new Map<string, MockSource>();
  for (const one of meant) {
    if (one.kind !== 'contract') continue;
    const source = contractSource(one.workspace, one.workspace.contract(one.id), mountPathOf(one.id));
    sources.set(source.key, source);
  }
  const files = [...new Set(meant.flatMap((one) => (one.kind === 'file' ? [one.file] : [])))];
  const ids = fileIds(files);
  for (const file of files) {
    const id = ids.get(file)!;
    const workspace = await workspaces.around(dirname(file));
    const root = workspace?.folder ?? (file.startsWith(cwd + sep) ? cwd : dirname(file));
    const isAlone = files.every((other) => other === file || dirname(other) !== dirname(file));
    sources.set(file, fileSource({ id, mountPath: mountPathOf(id), file, root, isAlone, access: accessOf(workspace) }, cwd));
  }
  return [...sources.values()];
}

/** What a workspace allows its documents, as they are read everywhere. */
function accessOf(workspace: Workspace | undefined): ReadOptions {
  return workspace ? { allowedHosts: workspace.config.allowedHosts, limits: workspace.config.limits } : {};
}

async function searchedFor(named: readonly string[], cwd: string, workspaces: KnownWorkspaces) {
  const globs = named.filter(isGlob).map((pattern) => baseOf(pattern, cwd));
  const workspace = named.length === 0 ? await workspaceHere(cwd, workspaces) : undefined;
  const patterns = workspace?.config.contracts.map((pattern) => baseOf(pattern, workspace.folder)) ?? [];
  const below = await Promise.all([...new Set([...globs, ...patterns])].map(foldersBelow));
  return { folders: [...new Set(below.flat())], files: workspace ? [resolve(workspace.folder, CONFIG_FILE)] : [] };
}

function missing(name: string, workspace: Workspace | undefined): InterlockError {
  const detail = workspace ? 'there is no such file' : 'there is no such file, and no workspace here whose contract it could be';
  return new InterlockError('FILE_NOT_FOUND', detail, { place: { file: name } });
}
