import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Absolute path of the package.json of the package that a file belongs to, if it belongs to one. */
export function packageManifest(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return manifest;
    if (dirname(folder) === folder) return undefined;
  }
}
