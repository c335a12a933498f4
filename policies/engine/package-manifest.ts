import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { hashOf, type ReadLog } from '../../registry/contract/index.ts';

/** Absolute path of the package.json of the package that a file belongs to, if it belongs to one. */
export function packageManifest(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return manifest;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Logs the package that an installed file belongs to: its version tells of it, since nobody edits what is installed. */
export function logPackage(resolved: string, reads: ReadLog): void {
  const manifest = isAbsolute(resolved) ? packageManifest(resolved) : undefined;
  if (manifest !== undefined) reads.files.set(manifest, hashOf(readFileSync(manifest)));
}
