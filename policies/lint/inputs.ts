import { relative, sep } from 'node:path';
import type { ReadLog } from '../../registry/contract/index.ts';

/** What a report rests on: the SHA-256 of each file that was read, by the name that places give it. */
export class Inputs {
  private readonly hashes = new Map<string, string>();
  private readonly cwd: string;

  /** @param cwd absolute path of the folder that places are relative to */
  constructor(cwd: string) {
    this.cwd = cwd;
  }

  /** Takes in what was read of a tree. */
  addTree(label: string, { files }: ReadLog): void {
    for (const [path, hash] of files) if (hash !== null) this.hashes.set(label + path, hash);
  }

  /** Takes in what was read by absolute paths. */
  addPaths({ files }: ReadLog): void {
    for (const [path, hash] of files) if (hash !== null) this.hashes.set(relative(this.cwd, path).split(sep).join('/'), hash);
  }

  /** By name, in the order of code units. */
  sorted(): ReadonlyMap<string, string> {
    return new Map([...this.hashes].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
