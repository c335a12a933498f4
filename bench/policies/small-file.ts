/**
 * What it costs to lint one small file by `spectral:oas`, as a whole process: `interlock lint` beside `spectral lint`, interleaved, in this
 * run. Without Node's compile cache, too: that is the first run on a machine.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { least, showRuns } from '../show-runs.ts';
import { withBenchFolder } from './bench-folder.ts';
import { compareRuns, runInTurn } from './compare-runs.ts';
import { peer, runInterlockLint, runSpectralLint } from './linters.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 11);
const TARGET_RATIO = 0.6;

await withBenchFolder(async (folder) => {
  copyFileSync(peer('@readme/oas-examples/3.0/yaml/petstore-simple.yaml'), join(folder, 'small.yaml'));
  const ours = ['small.yaml', '--ruleset', 'oas.yaml', '--format', 'spectral-json', '--no-cache'];
  const runs = await runInTurn(
    [
      ['interlock lint', () => runInterlockLint(folder, ours)],
      ['  first on a machine', () => withoutCompileCache(() => runInterlockLint(folder, ours))],
      ['spectral lint', () => runSpectralLint(folder, ['small.yaml', '--ruleset', 'oas.yaml'])],
    ],
    ROUNDS,
  );
  console.log('one small file, whole process');
  for (const [name, results] of runs) console.log(showRuns(name, results));
  const peers = runs.get('spectral lint')!;
  console.log(compareRuns('interlock ÷ spectral', runs.get('interlock lint')!, peers, TARGET_RATIO));
  console.log(compareRuns('  first on a machine', runs.get('  first on a machine')!, peers, TARGET_RATIO));
  const isSame = runs.get('interlock lint')!.every(({ stdout }) => stdout === peers[0]!.stdout);
  console.log(`JSON ${isSame ? 'identical' : 'DIFFERENT'}`);
  const ratio = least(runs.get('interlock lint')!, 'cpuSeconds') / least(peers, 'cpuSeconds');
  if (!isSame || ratio > TARGET_RATIO) process.exitCode = 1;
});

async function withoutCompileCache<T>(run: () => Promise<T>): Promise<T> {
  process.env['NODE_DISABLE_COMPILE_CACHE'] = '1';
  try {
    return await run();
  } finally {
    delete process.env['NODE_DISABLE_COMPILE_CACHE'];
  }
}
