import type { Place } from '../../errors.ts';
import type { FileTree } from '../../registry/contract/index.ts';
import { parseSource } from '../../registry/workspace/index.ts';

/** Where a node of a settings file stands, or the nearest that there is; the file when there is none. */
export async function placeIn(tree: FileTree, path: string, pointer: string): Promise<Place> {
  const bytes = await tree.read(path);
  return bytes ? parseSource(bytes, tree.label + path).locate(pointer) : { file: tree.label + path };
}
