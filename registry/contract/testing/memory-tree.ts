import type { FileTree } from '../file-tree.ts';
import { compareTreePaths } from '../load/tree-path.ts';

/** A file tree of files given as text, bytes or values (written as JSON), by path. */
export function memoryTree(files: Readonly<Record<string, unknown>>, label = ''): FileTree {
  const bytesOf = (content: unknown): Uint8Array => {
    if (content instanceof Uint8Array) return content;
    return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  };
  return {
    label,
    read: async (path) => (Object.hasOwn(files, path) ? bytesOf(files[path]) : undefined),
    list: async (folder) =>
      Object.keys(files)
        .filter((path) => folder === '' || path.startsWith(`${folder}/`))
        .sort(compareTreePaths),
  };
}
