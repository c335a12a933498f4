/**
 * Comparing two versions of GitHub's OpenAPI description (12 and 13 MB) as a user does it, as a whole process: `interlock diff` beside
 * `oasdiff breaking` and `oasdiff changelog`, interleaved, in this run. Only the ratio says something, since the machine is noisy.
 */
import { GITHUB, runInterlock, runOasdiff } from './peers.ts';
import type { ProcessRun } from '../run-process.ts';
import { least, median, showRuns } from '../show-runs.ts';

/** `ROUNDS=1` for a glance. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const LIMIT_SECONDS = 300;
/** Of oasdiff's wall time. */
const TARGET_RATIO = 0.4;
const TARGET_MEGABYTES = 600;

const { base, head } = GITHUB;
const commands: readonly (readonly [string, () => Promise<ProcessRun>])[] = [
  ['interlock diff', () => runInterlock(base, head, LIMIT_SECONDS)],
  ['oasdiff breaking', () => runOasdiff('breaking', base, head, LIMIT_SECONDS)],
  ['oasdiff changelog', () => runOasdiff('changelog', base, head, LIMIT_SECONDS)],
];
const runs = new Map<string, ProcessRun[]>(commands.map(([name]) => [name, []]));

console.log('GitHub 22.0.0 → 23.0.0');
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, run] of round % 2 === 0 ? commands : [...commands].reverse()) {
    const result = await run();
    if (result.exitCode !== 0) throw new Error(`${name} ended with ${result.exitCode ?? `nothing after ${LIMIT_SECONDS} s`}`);
    runs.get(name)!.push(result);
  }
}
for (const [name, results] of runs) console.log(showRuns(name, results));

const ours = runs.get('interlock diff')!;
for (const name of ['oasdiff breaking', 'oasdiff changelog']) {
  const peer = runs.get(name)!;
  const ratio = (pick: typeof least, measure: 'wallSeconds' | 'cpuSeconds') => pick(ours, measure) / pick(peer, measure);
  const wall = [ratio(least, 'wallSeconds'), ratio(median, 'wallSeconds')] as const;
  const verdict = Math.max(...wall) <= TARGET_RATIO ? 'met' : 'MISSED';
  const cpu = ratio(least, 'cpuSeconds').toFixed(2);
  console.log(
    `interlock ÷ ${name}: wall ${wall[0].toFixed(2)} by least, ${wall[1].toFixed(2)} by median, CPU ${cpu}; target ${TARGET_RATIO}: ${verdict}`,
  );
}
const peak = Math.max(...ours.map(({ peakMegabytes }) => peakMegabytes));
console.log(`peak ${peak.toFixed(0)} MB; target ${TARGET_MEGABYTES} MB: ${peak <= TARGET_MEGABYTES ? 'met' : 'MISSED'}`);
console.log(
  `found: interlock ${countFindings(ours[0]!)}, ${['breaking', 'changelog'].map((name) => `oasdiff ${name} ${countOasdiff(runs.get(`oasdiff ${name}`)![0]!)}`).join(', ')}`,
);

function countFindings({ stdout }: ProcessRun): string {
  const { comparisons } = JSON.parse(stdout) as {
    comparisons: readonly { counts: Record<string, number>; notChecked: readonly unknown[] }[];
  };
  const { counts, notChecked } = comparisons[0]!;
  return `${Object.entries(counts)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(' ')} ${notChecked.length} not checked`;
}

function countOasdiff({ stdout }: ProcessRun): number {
  return (JSON.parse(stdout) as readonly unknown[]).length;
}
