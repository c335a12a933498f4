/**
 * Resolves a relative path against a folder of a file tree, with forward slashes. Paths never leave the tree: that is what keeps `$ref`
 * inside the workspace, for a folder on disk and for a commit alike.
 *
 * @returns undefined when the path is absolute, leaves the tree or holds a NUL or a backslash.
 * @example resolveTreePath('claims/claim-status', '../../canonical/payer.yaml') // 'canonical/payer.yaml'
 */
export function resolveTreePath(folder: string, relative: string): string | undefined {
  if (relative.startsWith('/') || relative.includes('\0') || relative.includes('\\') || /^[a-z]:/i.test(relative)) return undefined;
  const segments: string[] = [];
  for (const segment of [...folder.split('/'), ...relative.split('/')]) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

/** The folder of a path in a file tree: '' for a file at the root. */
export function treeFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Compares two paths by code unit, the order that every file tree lists in. */
export function compareTreePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
