import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { packagePath } from '../package-root.ts';
import { isBuildCurrent } from './is-build-current.ts';
import { readCommandManifest } from './command-manifest.ts';

// The build: dist mirrors the sources, the manifest lets commands load lazily, the template lets a first database start in seconds.
// With --if-stale (npm's prepare, which npx, too, runs once per clone) a build that is current stays.
if (!process.argv.includes('--if-stale') || !isBuildCurrent()) {
  rmSync(packagePath('dist'), { recursive: true, force: true });
  run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
  run('scripts/build-database-template.ts');
  writeFileSync(packagePath('oclif.manifest.json'), `${JSON.stringify(await readCommandManifest(), null, 2)}\n`);
}

function run(script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [packagePath(script), ...args], { cwd: packagePath(), stdio: 'inherit' });
}
