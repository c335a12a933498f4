import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { packagePath } from '../../package-root.ts';

/** `interlock mock` in a process of its own. */
export interface RunningMock {
  /** The line that says what is served where. */
  readonly announcement: string;
  readonly url: string;
  /** The next line on standard error that matches; those before it are passed over. */
  told(pattern: RegExp): Promise<string>;
  /** Interrupts it, and says how it ended and what it printed after the announcement. */
  interrupt(): Promise<{ readonly exit: number | null; readonly stdout: string }>;
}

/** Runs `interlock mock` in a folder until the test ends. */
export async function runMock(args: readonly string[], folder: string, env: NodeJS.ProcessEnv = {}): Promise<RunningMock> {
  const child = spawn(process.execPath, [packagePath('bin', 'dev.ts'), 'mock', ...args], {
    cwd: folder,
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const errors = createInterface(child.stderr)[Symbol.asyncIterator]();
  const [announcement] = (await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), ended])) as [string | number | null];
  if (typeof announcement !== 'string') throw new Error(`interlock mock ended: ${String((await errors.next()).value)}`);
  let stdout = '';
  child.stdout.on('data', (text: string) => (stdout += text));
  return {
    announcement,
    url: /http:\S+:\d+/.exec(announcement)?.[0] ?? '',
    async told(pattern) {
      for (;;) {
        const { value, done } = await errors.next();
        if (done) throw new Error(`standard error ended without ${String(pattern)}`);
        if (pattern.test(value)) return value;
      }
    },
    async interrupt() {
      child.kill('SIGINT');
      const [exit] = await ended;
      return { exit, stdout };
    },
  };
}
