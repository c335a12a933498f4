import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { writeEmptyCommandLine } from './empty-command-line.ts';

/** How much longer `interlock --help` may take than oclif's floor. */
const BOUND = 1.3;
const ROUNDS = 31;

// Wall time of `interlock --help` from the build beside that of an empty oclif command line with a manifest and a compile cache of its
// own, interleaved, in this run: only the ratio says something, since the machine is noisy.
if (!existsSync(packagePath('oclif.manifest.json'))) throw new Error('there is no build: npm run build');
const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
try {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(packagePath('node_modules', '@oclif'), join(folder, 'node_modules', '@oclif'));
  const empty = writeEmptyCommandLine(folder);
  const ours = packagePath('bin', 'interlock.js');
  const milliseconds = new Map<string, number[]>([ours, empty].map((script) => [script, []]));
  for (let round = -3; round < ROUNDS; round++) {
    for (const [script, times] of round % 2 === 0 ? milliseconds : [...milliseconds].reverse()) {
      const time = timeHelp(script);
      if (round >= 0) times.push(time);
    }
  }
  const [help, floor] = [median(milliseconds.get(ours)!), median(milliseconds.get(empty)!)];
  const ratio = help / floor;
  console.log(`interlock --help ${help.toFixed(1)} ms, empty oclif command ${floor.toFixed(1)} ms (medians of ${ROUNDS})`);
  console.log(`ratio ${ratio.toFixed(2)}, bound ${BOUND}`);
  if (ratio > BOUND) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function timeHelp(script: string): number {
  const start = process.hrtime.bigint();
  execFileSync(process.execPath, [script, '--help'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
