import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of all packages whose modules are in a bundle, one after the other, as they ask of those who pass them on.
 *
 * @param modules absolute paths
 */
export function licencesOf(modules: readonly string[]): string {
  const files = modules.filter((path) => !path.startsWith('\0'));
  const folders = new Set(files.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.replaceAll('\\', '/')) ?? []));
  return [...folders]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
      const [file] = globSync('{LICENSE,LICENCE,License,license}*', { cwd: folder });
      return `${name} ${version} (${license ?? 'no licence is named'})\n\n${file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()}\n`;
    })
    .toSorted()
    .join(`\n${'-'.repeat(80)}\n\n`);
}
