import { resolve } from 'node:path';
import { loggedTree, ReadLog } from '../../registry/contract/index.ts';
import { openWorkspace } from '../../registry/workspace/index.ts';
import type { Workspace, WorkspaceContract } from '../../registry/workspace/index.ts';
import { readBehaviour } from '../read-behaviour.ts';
import type { MockSource } from './mock-source.ts';

/** A contract of a workspace, with the mock.yaml of its folder. Read again, it is what the folder on disk then holds. */
export function contractSource(workspace: Workspace, contract: WorkspaceContract, mountPath = `/${contract.id}`): MockSource {
  const { id } = contract;
  let next: { readonly workspace: Workspace; readonly contract: WorkspaceContract } | undefined = { workspace, contract };
  return {
    key: `${workspace.folder} ${id}`,
    id,
    mountPath,
    async load() {
      const opened = next ?? (await reopen(workspace, id));
      next = undefined;
      const reads = new ReadLog();
      const tree = loggedTree(opened.workspace.tree, reads);
      const { behaviour: file, folder, metadataFile } = opened.contract;
      const compiled = await opened.contract.compile();
      const behaviour = file === undefined ? undefined : await readBehaviour(tree, file);
      reads.add(opened.contract.reads);
      return {
        contract: { id, compiled, mountPath, ...(behaviour && { behaviour }) },
        findings: compiled.contract.findings,
        files: [...reads.files.keys(), metadataFile, `${folder}/mock.yaml`].map((path) => resolve(workspace.folder, path)),
      };
    },
  };
}

async function reopen(workspace: Workspace, id: string) {
  const reopened = await openWorkspace(workspace.folder);
  return { workspace: reopened, contract: reopened.contract(id) };
}
