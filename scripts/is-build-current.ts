import { globSync, readFileSync, statSync } from 'node:fs';
import { packagePath } from '../package-root.ts';

/** Whether nothing that the build is made from is newer than the manifest, which the build writes last. */
export function isBuildCurrent(): boolean {
  const built = modified('oclif.manifest.json');
  const { include } = JSON.parse(readFileSync(packagePath('tsconfig.build.json'), 'utf8')) as { include: string[] };
  const sources = globSync([...include.map((entry) => (entry.includes('*') ? entry : `${entry}/**`)), 'scripts/**', '*.json'], {
    cwd: packagePath(),
    exclude: ['oclif.manifest.json'],
  });
  return built !== undefined && modified('dist') !== undefined && sources.every((file) => (modified(file) ?? 0) <= built);
}

function modified(path: string): number | undefined {
  return statSync(packagePath(path), { throwIfNoEntry: false })?.mtimeMs;
}
