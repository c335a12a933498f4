import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = findPackageRoot(import.meta.dirname);

/**
 * The absolute path of a file that ships with the package, such as `packagePath('storage', 'migrations')`.
 *
 * Paths are taken from the folder of the nearest package.json upward of this module, so the answer is the same when the source is run
 * and when its compiled mirror under dist is run.
 */
export function packagePath(...segments: readonly string[]): string {
  return join(root, ...segments);
}

function findPackageRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json in ${start} or in any folder above it`);
  }
}
