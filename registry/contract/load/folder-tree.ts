import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { InterlockError } from '../../../errors.ts';
import type { FileTree } from '../file-tree.ts';
import { compareTreePaths, resolveTreePath } from './tree-path.ts';

/** Folders that no contract is read from when a tree is listed. */
const UNLISTED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * The files of a folder on disk. Nothing outside is ever read: a path that leaves the folder names no file, a symbolic link that leaves
 * it is refused. `label` prefixes printed places, '' by default. `node_modules` and `.git` are readable but not listed. Files are read at
 * once: a workspace has many small ones, and handing each to Node's threads takes several times longer than reading it.
 *
 * Reading throws FILE_UNREADABLE when a file exists but cannot be read, and REFERENCE_FORBIDDEN for a link that leads out.
 */
export function folderTree(folder: string, label = ''): FileTree {
  const root = resolve(folder);
  let realRoot: string | undefined;

  const place = (path: string) => ({ file: label + path });

  function inside(path: string): string | undefined {
    const normal = resolveTreePath('', path);
    if (normal === undefined) return undefined;
    try {
      const base = (realRoot ??= realpathSync.native(root));
      const real = realpathSync.native(join(base, normal));
      if (real === base || real.startsWith(base.endsWith(sep) ? base : base + sep)) return real;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw unreadable(path, error);
    }
    throw new InterlockError('REFERENCE_FORBIDDEN', 'the path is a symbolic link that leaves the folder', { place: place(path) });
  }

  function unreadable(path: string, error: unknown): InterlockError {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return new InterlockError('FILE_UNREADABLE', `the file cannot be read (${reason})`, { place: place(path), cause: error });
  }

  function collect(path: string, files: string[]): void {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!UNLISTED_FOLDERS.has(entry.name)) collect(child, files);
      } else if (entry.isFile()) {
        files.push(child);
      }
    }
  }

  return {
    label,
    read: settled((path) => {
      const real = inside(path);
      if (real === undefined) return undefined;
      try {
        return readFileSync(real);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw unreadable(path, error);
      }
    }),
    list: settled((path) => {
      if (inside(path) === undefined) return [];
      const files: string[] = [];
      try {
        collect(resolveTreePath('', path) ?? '', files);
      } catch (error) {
        if (isMissing(error)) return [];
        throw unreadable(path, error);
      }
      return files.sort(compareTreePaths);
    }),
  };
}

/** Gives what a function returns or throws as a promise. */
function settled<T>(call: (path: string) => T): (path: string) => Promise<T> {
  return (path) => new Promise((settle) => settle(call(path)));
}

/** A folder is no file, and neither is a path that goes through one. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(String(error.code));
}
