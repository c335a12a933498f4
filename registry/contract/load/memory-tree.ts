import type { FileTree } from '../file-tree.ts';
import { compareTreePaths, resolveTreePath } from './tree-path.ts';

/** A tree of files given as text, as bytes or as values (written as JSON), by path. `label` prefixes printed places, '' by default. */
export function memoryTree(files: Readonly<Record<string, unknown>>, label = ''): FileTree {
  const contents = new Map(Object.entries(files).map(([path, content]) => [resolveTreePath('', path) ?? path, bytesOf(content)]));
  const paths = [...contents.keys()].sort(compareTreePaths);
  return {
    label,
    read: async (path) => {
      const inside = resolveTreePath('', path);
      return inside === undefined ? undefined : contents.get(inside);
    },
    list: async (folder) => {
      const inside = resolveTreePath('', folder);
      if (inside === undefined) return [];
      return inside === '' ? paths : paths.filter((path) => path.startsWith(`${inside}/`));
    },
  };
}

function bytesOf(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
}
