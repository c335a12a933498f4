import { spawn } from 'node:child_process';
import { packagePath } from '../../package-root.ts';

/** What a run of the command line left behind. */
export interface Outcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `INTERLOCK_BUILT=1` tests what ships. */
const SCRIPT = process.env['INTERLOCK_BUILT'] ? packagePath('bin', 'interlock.js') : packagePath('bin', 'dev.ts');

/** Runs `interlock` from the sources, or from the build, in a folder and waits for its end. */
export async function runInterlock(
  args: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const { DEBUG: _, ...env } = process.env;
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    cwd: folder,
    env: { ...env, NODE_NO_WARNINGS: '1', ...variables },
  });
  const [stdout, stderr, exit] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
    new Promise<number | null>((resolve, reject) => {
      child.once('close', resolve);
      child.once('error', reject);
    }),
  ]);
  return { exit, stdout: stdout.join(''), stderr: stderr.join('') };
}
