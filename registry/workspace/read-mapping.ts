import type { FileTree } from '../contract/index.ts';
import type { Mapping } from './mapping.ts';
import { validateMapping } from './settings-schemas.ts';
import { readSettings, type Settings } from './settings-file.ts';

/** Reads a declared mapping. Throws FILE_NOT_FOUND, and WORKSPACE_INVALID with the place of the first fault. */
export async function readMapping(tree: FileTree, path: string): Promise<Settings<Mapping>> {
  return readSettings(tree, path, validateMapping);
}
