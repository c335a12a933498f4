import type { FileTree } from '../../registry/contract/index.ts';

/** A tree of files for tests, by path. */
export function memoryTree(files: Readonly<Record<string, string>>): FileTree {
  return {
    label: '',
    read: async (path) => (files[path] === undefined ? undefined : new TextEncoder().encode(files[path])),
    list: async (folder) =>
      Object.keys(files)
        .filter((path) => folder === '' || path.startsWith(`${folder}/`))
        .sort(),
  };
}
