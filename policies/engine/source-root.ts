import { posix } from 'node:path';

/**
 * Where Spectral is told that the files of a tree stand, when they stand nowhere on disk. Every file comes through the tree all the same.
 * Spectral finds the file of a finding only when sources are absolute.
 */
export const VIRTUAL_ROOT = '/tree';

/** The source that Spectral is given for a path in a tree whose root it is told is here. */
export function sourceIn(root: string, path: string): string {
  return posix.join(root, path);
}

/** The path in the tree of one of Spectral's sources; undefined for a source that is not of the tree. Not absolute: seen from the root. */
export function treePathOf(root: string, source: string): string | undefined {
  if (!source.startsWith('/'))
    return /^\.\.(\/|$)|^[a-z][a-z0-9+.-]+:/i.test(posix.normalize(source)) ? undefined : posix.normalize(source);
  const prefix = root.endsWith('/') ? root : `${root}/`;
  const path = posix.normalize(source);
  if (`${path}/` === prefix) return '';
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
