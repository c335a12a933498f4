/**
 * How the cost of the rules over the landscape grows with the number of contracts, beside that of loading the contracts: generated
 * landscapes of 50 to 400, each judged in processes of its own, in rounds. The promise: 200 contracts in a second, twice the contracts in
 * at most 2.5 times the time.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateLandscape, writeLandscape } from '../../policies/landscape/testing/generate-landscape.ts';
import type { JudgedLandscape } from './judge-landscape.ts';

const SIZES = [50, 100, 200, 400] as const;
const ROUNDS = 5;
const BOUND_200_MILLISECONDS = 1000;
const BOUND_DOUBLED = 2.5;

const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
try {
  for (const size of SIZES) await writeLandscape(folderOf(size), await generateLandscape({ contracts: size }));
  const results = new Map(SIZES.map((size) => [size, [] as JudgedLandscape[]]));
  for (let round = 0; round < ROUNDS; round += 1) for (const [size, runs] of results) runs.push(judge(size));
  console.log(`Rules over the landscape beside loading its contracts (least of ${ROUNDS} processes)`);
  for (const [size, runs] of results) {
    const least = (part: 'load' | 'rules', measure: 'wall' | 'cpu') => Math.min(...runs.map((run) => run[part][measure]));
    const of = (part: 'load' | 'rules') =>
      `${part} ${least(part, 'wall').toFixed(0).padStart(5)} ms, CPU ${least(part, 'cpu').toFixed(0).padStart(5)} ms`;
    const ratio = (least('rules', 'cpu') / least('load', 'cpu')).toFixed(2);
    const each = (least('rules', 'cpu') / size).toFixed(2);
    console.log(`${String(size).padStart(4)} contracts  ${of('load')}   ${of('rules')}, ${ratio} of loading, ${each} ms CPU a contract`);
  }
  const cpu = (size: (typeof SIZES)[number]) => Math.min(...results.get(size)!.map(({ rules }) => rules.cpu));
  const wall = Math.min(...results.get(200)!.map(({ rules }) => rules.wall));
  const doubled = cpu(400) / cpu(200);
  console.log(
    `200 contracts ${wall.toFixed(0)} ms, bound ${BOUND_200_MILLISECONDS}; 400 ÷ 200 contracts ${doubled.toFixed(2)}, bound ${BOUND_DOUBLED}`,
  );
  if (wall > BOUND_200_MILLISECONDS || doubled > BOUND_DOUBLED) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function folderOf(size: number): string {
  return join(folder, String(size));
}

/** Throws when the rules find anything: nothing is to be measured but what is clean. */
function judge(size: number): JudgedLandscape {
  const script = join(import.meta.dirname, 'judge-landscape.ts');
  const judged = JSON.parse(execFileSync(process.execPath, [script, folderOf(size)], { encoding: 'utf8' })) as JudgedLandscape;
  if (judged.findings > 0) throw new Error(`the rules find ${judged.findings} faults in the landscape of ${size} contracts`);
  return judged;
}
