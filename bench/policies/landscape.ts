/**
 * Our full catalogue on a generated landscape of 200 contracts beside `spectral:oas` alone on their documents, both by `interlock lint`, as
 * whole processes without a cache, in this run; then from the cache.
 */
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { generateLandscape, writeLandscape } from '../../policies/landscape/testing/generate-landscape.ts';
import { least, showRuns } from '../show-runs.ts';
import { withBenchFolder } from './bench-folder.ts';
import { compareRuns, runInTurn } from './compare-runs.ts';
import { runInterlockLint, SPECTRAL_OAS } from './linters.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const CONTRACTS = 200;
const TARGET_RATIO = 2;
const TARGET_WARM_SECONDS = 0.3;

await withBenchFolder(async (folder) => {
  const landscape = join(folder, 'landscape');
  await writeLandscape(landscape, await generateLandscape({ contracts: CONTRACTS }));
  writeFileSync(join(landscape, 'oas.yaml'), SPECTRAL_OAS);
  process.env['INTERLOCK_CACHE'] = join(folder, 'cache');
  const documents = ['contracts/**/{openapi,asyncapi}.yaml', '--ruleset', 'oas.yaml', '--format', 'spectral-json'];
  const runs = await runInTurn(
    [
      ['full catalogue', () => runInterlockLint(landscape, ['--no-cache'])],
      ['spectral:oas', () => runInterlockLint(landscape, [...documents, '--no-cache'])],
    ],
    ROUNDS,
  );
  await runInterlockLint(landscape, []);
  const warm = (await runInTurn([['full catalogue, warm', () => runInterlockLint(landscape, [])]], ROUNDS)).get('full catalogue, warm')!;
  console.log(`our catalogue on ${CONTRACTS} contracts`);
  for (const [name, results] of [...runs, ['full catalogue, warm', warm] as const]) console.log(showRuns(name, results));
  const [ours, alone] = [runs.get('full catalogue')!, runs.get('spectral:oas')!];
  console.log(compareRuns('full catalogue ÷ spectral:oas', ours, alone, TARGET_RATIO));
  const isWarm = least(warm, 'wallSeconds') <= TARGET_WARM_SECONDS;
  console.log(`warm ${least(warm, 'wallSeconds').toFixed(2)} s; target ${TARGET_WARM_SECONDS} s: ${isWarm ? 'met' : 'MISSED'}`);
  if (!isWarm || least(ours, 'cpuSeconds') / least(alone, 'cpuSeconds') > TARGET_RATIO) process.exitCode = 1;
});
