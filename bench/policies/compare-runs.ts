import type { ProcessRun } from '../run-process.ts';
import { least } from '../show-runs.ts';

/** One line: wall and processor time of one over that of the other, by the least of each, and whether both are within the target. */
export function compareRuns(name: string, ours: readonly ProcessRun[], theirs: readonly ProcessRun[], target: number): string {
  const [wall, cpu] = (['wallSeconds', 'cpuSeconds'] as const).map((measure) => least(ours, measure) / least(theirs, measure));
  const verdict = Math.max(wall!, cpu!) <= target ? 'met' : Math.min(wall!, cpu!) <= target ? 'met by one' : 'MISSED';
  return `${name}: wall ${wall!.toFixed(3)}, CPU ${cpu!.toFixed(3)}; target ${target.toFixed(3)}: ${verdict}`;
}

/** Runs each of some commands in turn, so that noise falls on all alike, and back again in the next round. */
export async function runInTurn(
  commands: readonly (readonly [string, () => Promise<ProcessRun>])[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly ProcessRun[]>> {
  const runs = new Map<string, ProcessRun[]>(commands.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of round % 2 === 0 ? commands : [...commands].reverse()) runs.get(name)!.push(await run());
  }
  return runs;
}
