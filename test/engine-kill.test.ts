import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { packagePath } from '../package-root.ts';
import { openDatabase } from '../storage/index.ts';
import { fullTemplate, scratchFolder } from './database-template.ts';

const SEED = 20_261_122;
const IDS = ['a', 'b', 'c'];
const KILLS = 5;

/** Mulberry32: the same numbers in [0, 1) for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Outcome {
  readonly lines: readonly string[];
  readonly signal: NodeJS.Signals | null;
}

/** Runs the process; `killWhen` is asked at each line of it. */
async function run(args: readonly string[], options: { killAfterMilliseconds?: number; killAtLine?: number } = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [packagePath('test', 'engine-kill-process.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const errors: Buffer[] = [];
  const timer =
    options.killAfterMilliseconds === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), options.killAfterMilliseconds);
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    if (lines.length === options.killAtLine) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  expect(Buffer.concat(errors).toString()).toBe('');
  return { lines, signal };
}

it(`completes each workflow, each effect once, after ${KILLS} kills at random moments (seed ${SEED})`, async () => {
  const { folder, remove } = scratchFolder();
  onTestFinished(remove);
  const template = await fullTemplate();
  const args = [folder, template, ...IDS];
  const random = randomNumbers(SEED);

  // In the first second nothing may be there yet, or half of it: the directory is being initialised.
  await run(args, { killAfterMilliseconds: 300 + Math.floor(random() * 700) });
  await run(args, { killAfterMilliseconds: 300 + Math.floor(random() * 700) });
  for (let kill = 2; kill < KILLS; kill += 1) await run(args, { killAtLine: 1 + Math.floor(random() * 8) });

  const last = await run(args);
  expect([last.signal, last.lines.at(-1)]).toEqual([null, 'done 15 15 15']);
  const again = await run(args);
  expect(again.lines).toEqual(['resumed 0', 'done 15 15 15']);

  const database = await openDatabase({ directory: folder }, { template });
  const { rows: effects } = await database.pool.query<{ key: string }>('SELECT key FROM effect ORDER BY key');
  const { rows: executions } = await database.pool.query<{ key: string; times: number }>(
    'SELECT key, count(*)::int AS times FROM execution GROUP BY key ORDER BY key',
  );
  await database.close();
  const keys = IDS.flatMap((id) => [1, 2, 3, 4, 5].map((number) => `${id}/${number}`));
  expect(effects.map(({ key }) => key)).toEqual(keys);
  expect(executions.map(({ key }) => key)).toEqual(keys);
  // A step is executed again only when the process died within it: at most once per kill, and not after the flow has gone on.
  const repeated = executions.reduce((sum, { times }) => sum + times - 1, 0);
  expect(repeated).toBeLessThanOrEqual(KILLS * IDS.length);
}, 120_000);
