import { posix } from 'node:path';
import type { FileTree } from '../contract/index.ts';

/** A tree of files given as text by path: documents from standard input, examples of rule pages. */
export function memoryTree(files: Readonly<Record<string, string>>, label = ''): FileTree {
  const contents = new Map(Object.entries(files).map(([path, text]) => [posix.normalize(path), new TextEncoder().encode(text)]));
  const paths = [...contents.keys()].sort();
  return {
    label,
    read: async (path) => contents.get(posix.normalize(path)),
    list: async (folder) => {
      const inside = posix.normalize(folder === '' ? '.' : folder).replace(/\/$/, '');
      return inside === '.' ? paths : paths.filter((path) => path.startsWith(`${inside}/`));
    },
  };
}
