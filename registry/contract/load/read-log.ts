import { createHash } from 'node:crypto';
import type { FileTree } from '../file-tree.ts';

/** What was read, so that it can be told later whether it is still the same. */
export class ReadLog {
  /** The SHA-256 of each file in hexadecimal digits, by its path; null for a file that is not there. */
  readonly files = new Map<string, string | null>();
  /** The SHA-256 of the names of the files below each folder that was listed, by its path. */
  readonly folders = new Map<string, string>();
  /** Was anything fetched from a host? What hosts answer is not logged. */
  hasFetched = false;

  /** Takes in what another log has. */
  add(other: ReadLog): void {
    for (const [path, hash] of other.files) this.files.set(path, hash);
    for (const [path, hash] of other.folders) this.folders.set(path, hash);
    this.hasFetched ||= other.hasFetched;
  }

  /** `fetch` that is logged. */
  readonly fetch: typeof fetch = (...request) => {
    this.hasFetched = true;
    return fetch(...request);
  };
}

/**
 * A tree that logs what is read of it.
 *
 * @param nameOf what the log calls a path of the tree; by default as the tree does
 */
export function loggedTree(tree: FileTree, log: ReadLog, nameOf = (path: string): string => path): FileTree {
  return {
    label: tree.label,
    async read(path) {
      const bytes = await tree.read(path);
      log.files.set(nameOf(path), bytes ? hashOf(bytes) : null);
      return bytes;
    },
    async list(folder) {
      const paths = await tree.list(folder);
      log.folders.set(nameOf(folder), hashOfPaths(paths));
      return paths;
    },
  };
}

/** SHA-256 in hexadecimal digits. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** As a log has it of a folder. */
export function hashOfPaths(paths: readonly string[]): string {
  return hashOf(paths.join('\n'));
}
