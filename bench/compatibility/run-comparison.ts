import type { ComparisonParts } from './compare-in-parts.ts';
import { type ProcessRun, runProcess } from '../run-process.ts';

const SCRIPT = new URL('compare-in-parts.ts', import.meta.url).pathname;
const LIMIT_SECONDS = 600;

/** Compares two files in a process of its own. Throws when it fails or takes longer than 600 s. */
export async function runComparison(base: string, head: string): Promise<ComparisonParts & Pick<ProcessRun, 'peakMegabytes'>> {
  const run = await runProcess(process.execPath, [SCRIPT, base, head], { limitSeconds: LIMIT_SECONDS });
  if (run.exitCode !== 0) throw new Error(`comparing ended with ${run.exitCode ?? `nothing after ${LIMIT_SECONDS} s`}`);
  return { ...(JSON.parse(run.stdout) as ComparisonParts), peakMegabytes: run.peakMegabytes };
}
