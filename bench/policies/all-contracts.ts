/**
 * `spectral:oas` on every description at hand as a user runs it: `interlock lint` beside `spectral lint`, in this run; cold without a cache,
 * then from the cache that a run before has filled. The JSON must be the same.
 */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { least, showRuns } from '../show-runs.ts';
import { withBenchFolder } from './bench-folder.ts';
import { compareRuns, runInTurn } from './compare-runs.ts';
import { peer, runInterlockLint, runSpectralLint } from './linters.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const TARGET_RATIO = 1 / 3.5;
const TARGET_WARM_SECONDS = 0.3;
const CORPUS = packagePath('..', 'shared', 'corpus', 'specs');

await withBenchFolder(async (folder) => {
  for (const version of ['2.0', '3.0', '3.1']) cpSync(peer(`@readme/oas-examples/${version}`), join(folder, version), { recursive: true });
  if (existsSync(CORPUS)) cpSync(CORPUS, join(folder, 'corpus'), { recursive: true });
  else console.log('../shared/corpus/specs is absent: without the descriptions of Coupa, SAP, Workday and Xero');
  const args = [`{2.0,3.0,3.1,corpus}/**/*.{json,yaml,yml}`, '--ruleset', 'oas.yaml'];
  const lint = (...more: readonly string[]) => runInterlockLint(folder, [...args, '--format', 'spectral-json', ...more]);
  process.env['INTERLOCK_CACHE'] = join(folder, 'cache');
  const cold = await runInTurn(
    [
      ['interlock lint', () => lint('--no-cache')],
      ['spectral lint', () => runSpectralLint(folder, args)],
    ],
    ROUNDS,
  );
  await lint();
  const warm = (await runInTurn([['interlock lint, warm', () => lint()]], ROUNDS)).get('interlock lint, warm')!;
  const [ours, theirs] = [cold.get('interlock lint')!, cold.get('spectral lint')!];
  console.log('spectral:oas on all descriptions');
  for (const [name, results] of [...cold, ['interlock lint, warm', warm] as const]) console.log(showRuns(name, results));
  console.log(compareRuns('interlock ÷ spectral, cold', ours, theirs, TARGET_RATIO));
  const isWarm = least(warm, 'wallSeconds') <= TARGET_WARM_SECONDS;
  console.log(`warm ${least(warm, 'wallSeconds').toFixed(2)} s; target ${TARGET_WARM_SECONDS} s: ${isWarm ? 'met' : 'MISSED'}`);
  const isSame = [...ours, ...warm].every(({ stdout }) => stdout === theirs[0]!.stdout);
  console.log(`JSON of ${(JSON.parse(theirs[0]!.stdout) as readonly unknown[]).length} findings ${isSame ? 'identical' : 'DIFFERENT'}`);
  if (!isSame || !isWarm || least(ours, 'cpuSeconds') / least(theirs, 'cpuSeconds') > TARGET_RATIO) process.exitCode = 1;
});
