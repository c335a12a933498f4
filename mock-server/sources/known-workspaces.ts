import { findWorkspaceFolder, openWorkspace } from '../../registry/workspace/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';

/** The workspaces around folders, each opened once. */
export class KnownWorkspaces {
  private readonly opened = new Map<string, Promise<Workspace>>();

  /** The workspace that a folder lies in; undefined where there is none. Throws as `openWorkspace` does. */
  async around(folder: string): Promise<Workspace | undefined> {
    const found = await findWorkspaceFolder(folder);
    if (found === undefined) return undefined;
    let workspace = this.opened.get(found);
    if (!workspace) this.opened.set(found, (workspace = openWorkspace(found)));
    return workspace;
  }
}
