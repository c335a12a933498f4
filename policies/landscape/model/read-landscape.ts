import { InterlockError } from '../../../errors.ts';
import type { Contract } from '../../../registry/contract/index.ts';
import { type Mapping, readMapping, type Settings, type Workspace } from '../../../registry/workspace/index.ts';
import type { Landscape, Member } from './landscape.ts';
import { partyReader } from './party.ts';
import { readCode } from './read-code.ts';
import { readDependencies } from './read-dependencies.ts';

/**
 * Reads the landscape that a workspace is. A contract that cannot be read is a member without a normal form, a mapping that cannot be
 * read is the reason why; nothing is thrown for either.
 */
export async function readLandscape(workspace: Workspace, asOf: string): Promise<Landscape> {
  const members: Member[] = [];
  for (const { id, metadata, read, locateMetadata } of workspace.contracts)
    members.push({ id, metadata, contract: await readable(read), locateMetadata });
  const { files, failures } = await workspace.consumers();
  const partyOf = partyReader(members, files);
  const dependencies = await readDependencies(workspace, members, partyOf);
  const canonical = `${workspace.config.canonical.replace(/\/+$/, '')}/`;
  return {
    asOf,
    config: workspace.config,
    members,
    dependencies,
    code: await readCode(workspace.tree, files, members, partyOf),
    mappings: await readMappings(
      workspace,
      dependencies.flatMap(({ uses }) => uses.flatMap(({ declared }) => declared?.mapping ?? [])),
    ),
    isWhole: failures.length === 0 && members.every(({ contract }) => contract !== undefined),
    isCanonical: ({ file }) => file.startsWith(canonical) || file.startsWith(workspace.tree.label + canonical),
  };
}

async function readable(read: () => Promise<Contract>): Promise<Contract | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InterlockError) return undefined;
    throw error;
  }
}

async function readMappings({ tree }: Workspace, paths: readonly string[]): Promise<Landscape['mappings']> {
  const mappings = new Map<string, Settings<Mapping> | string>();
  for (const path of new Set(paths)) {
    try {
      mappings.set(path, await readMapping(tree, path));
    } catch (error) {
      if (!(error instanceof InterlockError)) throw error;
      mappings.set(path, error.code === 'FILE_NOT_FOUND' ? 'there is no such file' : error.message);
    }
  }
  return mappings;
}
