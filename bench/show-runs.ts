import type { ProcessRun } from './run-process.ts';

type Measure = 'wallSeconds' | 'cpuSeconds' | 'peakMegabytes';

/** The least: all above it is the machine's noise. */
export function least(runs: readonly ProcessRun[], measure: Measure): number {
  return Math.min(...runs.map((run) => run[measure]));
}

export function median(runs: readonly ProcessRun[], measure: Measure): number {
  return runs.map((run) => run[measure]).toSorted((one, other) => one - other)[runs.length >> 1]!;
}

/** One line: least and median wall time and processor time, and the most memory of any run. */
export function showRuns(name: string, runs: readonly ProcessRun[]): string {
  const pair = (measure: Measure) => `${least(runs, measure).toFixed(2).padStart(6)} ${median(runs, measure).toFixed(2).padStart(6)}`;
  const peak = Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes));
  return `${name.padEnd(20)} wall ${pair('wallSeconds')} s   CPU ${pair('cpuSeconds')} s   peak ${peak.toFixed(0).padStart(5)} MB   (least, median of ${runs.length})`;
}
