import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A system watches so many folders of a process at ease. */
const MOST_FOLDERS = 2000;

/** True for files and folders that are looked into: not `node_modules`, and nothing that is hidden. */
export function isSearched(path: string): boolean {
  const name = basename(path);
  return name !== 'node_modules' && (!name.startsWith('.') || name === '.' || name === '..');
}

/** A folder and those below it, outer ones first, 2,000 at most; none where there is no such folder. */
export async function foldersBelow(folder: string): Promise<readonly string[]> {
  const found = [folder];
  for (const next of found) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory() && isSearched(entry.name));
    found.push(...folders.map(({ name }) => join(next, name)).slice(0, MOST_FOLDERS - found.length));
  }
  return found;
}
