import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Open files at a time. */
const AT_ONCE = 64;

/** Writes a folder and everything in it to disk. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  const paths = [folder, ...entries.map((entry) => join(folder, entry))];
  for (let start = 0; start < paths.length; start += AT_ONCE) await Promise.all(paths.slice(start, start + AT_ONCE).map(syncPath));
}

/** Writes one file, or the entries of one folder, to disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
