import { InterlockError } from '../errors.ts';
import { packagePath } from '../package-root.ts';
import type { Workspace } from '../registry/workspace/index.ts';

/** Opens the workspace that the working directory is in. Throws WORKSPACE_INVALID when it is in none. */
export async function openCurrentWorkspace(): Promise<Workspace> {
  const workspace = await findCurrentWorkspace();
  if (workspace) return workspace;
  throw new InterlockError(
    'WORKSPACE_INVALID',
    'there is no interlock.config.yaml in this folder or in any above it; a workspace is a folder that has one (it may be empty)',
  );
}

/** Opens the workspace that the working directory is in, if it is in one. */
export async function findCurrentWorkspace(): Promise<Workspace | undefined> {
  const { findWorkspaceFolder, openWorkspace } = await import('../registry/workspace/index.ts');
  const folder = await findWorkspaceFolder(process.cwd());
  return folder === undefined ? undefined : openWorkspace(folder);
}

/** Opens the workspace that the working directory is in, else the landscape that ships with Interlock: flows run on its contracts. */
export async function openLandscape(): Promise<Workspace> {
  const current = await findCurrentWorkspace();
  if (current) return current;
  const { openWorkspace } = await import('../registry/workspace/index.ts');
  return openWorkspace(packagePath());
}
