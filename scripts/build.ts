import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { packagePath } from '../package-root.ts';
import { readCommandManifest } from './command-manifest.ts';

// The build: dist mirrors the sources, the manifest lets commands load lazily, the template lets a first database start in seconds.
rmSync(packagePath('dist'), { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
writeFileSync(packagePath('oclif.manifest.json'), `${JSON.stringify(await readCommandManifest(), null, 2)}\n`);
if (existsSync(packagePath('scripts', 'build-database-template.ts'))) run('scripts/build-database-template.ts');

function run(script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [packagePath(script), ...args], { cwd: packagePath(), stdio: 'inherit' });
}
