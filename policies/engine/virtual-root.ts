/**
 * Folder under which Spectral sees the files of a tree. It is on no disk: every file comes through the tree. Spectral finds the file of a
 * finding only when sources are absolute.
 */
const VIRTUAL_ROOT = '/tree/';

/** The source that Spectral is given for a path in the tree. */
export function virtualSource(path: string): string {
  return VIRTUAL_ROOT + path;
}

/** The path in the tree of one of Spectral's sources; undefined for a source that is not of the tree. */
export function treePathOf(source: string): string | undefined {
  return source.startsWith(VIRTUAL_ROOT) ? source.slice(VIRTUAL_ROOT.length) : undefined;
}
