import { glob, readFile, stat } from 'node:fs/promises';
import { dirname, extname, resolve, sep } from 'node:path';
import { InterlockError } from '../../errors.ts';
import type { ReadOptions } from '../../registry/contract/index.ts';
import { findWorkspaceFolder, openWorkspace } from '../../registry/workspace/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { contractSource } from './contract-source.ts';
import { fileIds } from './file-ids.ts';
import { fileSource } from './file-source.ts';
import type { MockSource } from './mock-source.ts';

/** Where to look for what was named. */
export interface SourceContext {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Serve each at the root, because each has a port of its own. */
  readonly isEachAtRoot: boolean;
}

/**
 * What is to be mocked: ids of contracts, paths, globs; each once; the whole workspace when nothing is named. One path alone is served
 * at the root, all else below its id: that of the contract, or the file's name. Files that a glob finds and that are no OpenAPI or AsyncAPI documents are passed over.
 *
 * @throws InterlockError WORKSPACE_INVALID, CONTRACT_UNKNOWN for what is neither id nor file, FILE_NOT_FOUND.
 */
export async function findSources(named: readonly string[], { cwd, isEachAtRoot }: SourceContext): Promise<readonly MockSource[]> {
  const workspaces = new Map<string, Promise<Workspace>>();
  const workspaceAround = async (folder: string): Promise<Workspace | undefined> => {
    const found = await findWorkspaceFolder(folder);
    if (found === undefined) return undefined;
    if (!workspaces.has(found)) workspaces.set(found, openWorkspace(found));
    return workspaces.get(found);
  };
  const contracts = new Map<string, { readonly workspace: Workspace; readonly id: string }>();
  const files = new Set<string>();
  const addContract = (workspace: Workspace, id: string): void => {
    contracts.set(`${workspace.folder} ${id}`, { workspace, id });
  };
  const addFile = async (file: string): Promise<void> => {
    const workspace = await workspaceAround(dirname(file));
    const contract = workspace?.contracts.find(({ document }) => resolve(workspace.folder, document) === file);
    if (workspace && contract) addContract(workspace, contract.id);
    else files.add(file);
  };
  let isOnePath = false;
  for (const name of named) {
    const path = resolve(cwd, name);
    if (await isFile(path)) {
      isOnePath = named.length === 1;
      await addFile(path);
    } else if (/[*?[{]/.test(name)) for (const file of await documentsOf(name, cwd)) await addFile(file);
    else {
      const workspace = await workspaceAround(cwd);
      if (!workspace || /[/\\]|\.(ya?ml|json)$/.test(name)) throw missing(name, workspace);
      addContract(workspace, workspace.contract(name).id);
    }
  }
  if (named.length === 0) {
    const workspace = await workspaceAround(cwd);
    if (!workspace) throw nothingToMock();
    for (const { id } of workspace.contracts) addContract(workspace, id);
  }
  const ids = fileIds([...files]);
  const mountPathOf = (id: string): string => (isOnePath || isEachAtRoot ? '' : `/${id}`);
  const sources = [...contracts.values()].map(({ workspace, id }) => contractSource(workspace, workspace.contract(id), mountPathOf(id)));
  for (const file of files) {
    const id = ids.get(file)!;
    const workspace = await workspaceAround(dirname(file));
    const root = workspace?.folder ?? (file.startsWith(cwd + sep) ? cwd : dirname(file));
    const isAlone = [...files].every((other) => other === file || dirname(other) !== dirname(file));
    sources.push(fileSource({ id, mountPath: mountPathOf(id), file, root, isAlone, access: accessOf(workspace) }, cwd));
  }
  return sources;
}

/** What a workspace allows its documents, as they are read everywhere. */
function accessOf(workspace: Workspace | undefined): ReadOptions {
  return workspace ? { allowedHosts: workspace.config.allowedHosts, limits: workspace.config.limits } : {};
}

/** The documents that a glob finds, sorted. `node_modules` and hidden folders are not searched. */
async function documentsOf(pattern: string, cwd: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const file of glob(pattern, { cwd, exclude: (name) => /(^|[/\\])(node_modules|\.[^./\\][^/\\]*)$/.test(name) })) {
    const path = resolve(cwd, file);
    if (/^\.(ya?ml|json)$/.test(extname(path)) && (await isFile(path)) && (await declaresSpecification(path))) found.push(path);
  }
  if (found.length > 0) return found.sort();
  throw new InterlockError('FILE_NOT_FOUND', 'no OpenAPI or AsyncAPI document matches this glob', { place: { file: pattern } });
}

async function declaresSpecification(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8');
  return /^[\s{]*["']?(openapi|asyncapi|swagger)["']?\s*:/m.test(text) || /"(openapi|asyncapi|swagger)"\s*:\s*"/.test(text);
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function missing(name: string, workspace: Workspace | undefined): InterlockError {
  const detail = workspace ? 'there is no such file' : 'there is no such file, and no workspace here whose contract it could be';
  return new InterlockError('FILE_NOT_FOUND', detail, { place: { file: name } });
}

function nothingToMock(): InterlockError {
  return new InterlockError(
    'WORKSPACE_INVALID',
    'there is no interlock.config.yaml in this folder or in any above it: name a document to mock, `interlock mock openapi.yaml`, or go to a workspace',
  );
}
