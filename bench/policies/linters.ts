import { existsSync } from 'node:fs';
import { packagePath } from '../../package-root.ts';
import { type ProcessRun, runProcess } from '../run-process.ts';

/** A ruleset that is `spectral:oas` with every rule. */
export const SPECTRAL_OAS = 'extends: [[spectral:oas, all]]\n';

const LIMIT_SECONDS = 1800;

/** `interlock lint` from the build, as a process of its own in a folder. Throws when it ends otherwise than with findings or without. */
export async function runInterlockLint(folder: string, args: readonly string[]): Promise<ProcessRun> {
  if (!existsSync(packagePath('oclif.manifest.json'))) throw new Error('there is no build: npm run build');
  return runLinter(folder, [packagePath('bin', 'interlock.js'), 'lint', ...args]);
}

/** `spectral lint`, from its package, as a process of its own in a folder: its JSON. Throws like `runInterlockLint`. */
export async function runSpectralLint(folder: string, args: readonly string[]): Promise<ProcessRun> {
  return runLinter(folder, [peer('@stoplight/spectral-cli/dist/index.js'), 'lint', '--format', 'json', ...args]);
}

/** A path below the node_modules of bench/peers. Throws when it is not installed. */
export function peer(path: string): string {
  const file = packagePath('bench', 'peers', 'node_modules', path);
  if (!existsSync(file)) throw new Error(`bench/peers lacks ${path}: npm ci --prefix bench/peers`);
  return file;
}

async function runLinter(cwd: string, args: readonly string[]): Promise<ProcessRun> {
  const run = await runProcess(process.execPath, args, { limitSeconds: LIMIT_SECONDS, cwd });
  if (run.exitCode === 0 || run.exitCode === 1) return run;
  throw new Error(`${args.join(' ')} ended with ${run.exitCode ?? `nothing after ${LIMIT_SECONDS} s`}\n${run.stdout.slice(0, 2000)}`);
}
