import type { FileTree } from '../../registry/contract/index.ts';

/** A tree in which one file has other bytes. */
export function overlayTree(tree: FileTree, path: string, bytes: Uint8Array, label: string): FileTree {
  return {
    label,
    read: async (asked) => (asked === path ? bytes : tree.read(asked)),
    list: (folder) => tree.list(folder),
  };
}
