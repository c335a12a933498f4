/**
 * Loads the contracts of the workspace in the folder that is named and judges them by every rule over the landscape, once, as a fresh
 * process does, and prints what both cost as JSON.
 */
import { checkLandscape } from '../../policies/index.ts';
import { openWorkspace } from '../../registry/workspace/index.ts';

/** What loading a landscape and judging it cost, in milliseconds. */
export interface JudgedLandscape {
  readonly load: Cost;
  readonly rules: Cost;
  readonly findings: number;
}

interface Cost {
  readonly wall: number;
  /** Of all threads, so that it may be more than wall. */
  readonly cpu: number;
}

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

const folder = process.argv[2];
if (folder !== undefined) {
  const workspace = await openWorkspace(folder);
  const load = await costOf(async () => {
    for (const { read } of workspace.contracts) await read();
  });
  let findings = 0;
  const rules = await costOf(async () => (findings = (await checkLandscape(workspace, '2026-06-01')).length));
  console.log(JSON.stringify({ load, rules, findings } satisfies JudgedLandscape));
}
