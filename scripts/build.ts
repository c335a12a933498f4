import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { packagePath } from '../package-root.ts';
import { bundleCommandLine } from './bundle/bundle-command-line.ts';
import { isBuildCurrent } from './is-build-current.ts';
import { readCommandManifest } from './command-manifest.ts';

// The build: dist mirrors the sources but for the command line, which is bundled; the manifest lets commands load lazily, the template lets a first database start in seconds.
// With --if-stale (npm's prepare, which npx, too, runs once per clone) a build that is current stays.
const wanted = !process.argv.includes('--if-stale') || !isBuildCurrent();
if (wanted && compile() && run('scripts/build-database-template.ts')) {
  await bundleCommandLine();
  writeFileSync(packagePath('oclif.manifest.json'), `${JSON.stringify(await readCommandManifest(), null, 2)}\n`);
}

function compile(): boolean {
  rmSync(packagePath('dist'), { recursive: true, force: true });
  return run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
}

/** Whether the script succeeded; when not, it has said why, and the build fails too. */
function run(script: string, ...args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [packagePath(script), ...args], { cwd: packagePath(), stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
  return status === 0;
}
