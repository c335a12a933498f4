/**
 * `spectral:oas` on GitHub's OpenAPI description (13 MB) as a user runs it: `interlock lint` beside `spectral lint`, in this run, and
 * whether their JSON is the same. spectral-cli takes minutes and 4 GB: one round by default.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessRun } from '../run-process.ts';
import { least, showRuns } from '../show-runs.ts';
import { withBenchFolder } from './bench-folder.ts';
import { compareRuns } from './compare-runs.ts';
import { peer, runInterlockLint, runSpectralLint } from './linters.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 1);
/** Runs of ours for each of spectral-cli's. */
const OURS = 3;
const TARGET_RATIO = 1 / 6;
const TARGET_MEGABYTES = 1100;

await withBenchFolder(async (folder) => {
  copyFileSync(peer('github-openapi-23/generated/api.github.com.json'), join(folder, 'github.json'));
  const args = ['github.json', '--ruleset', 'oas.yaml'];
  const ours: ProcessRun[] = [];
  const theirs: ProcessRun[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let run = 0; run < OURS; run += 1) ours.push(await runInterlockLint(folder, [...args, '--format', 'spectral-json', '--no-cache']));
    theirs.push(await runSpectralLint(folder, args));
  }
  console.log("spectral:oas on GitHub's description");
  console.log(showRuns('interlock lint', ours));
  console.log(showRuns('spectral lint', theirs));
  console.log(compareRuns('interlock ÷ spectral', ours, theirs, TARGET_RATIO));
  const peak = Math.max(...ours.map(({ peakMegabytes }) => peakMegabytes));
  console.log(`peak ${peak.toFixed(0)} MB; target ${TARGET_MEGABYTES} MB: ${peak <= TARGET_MEGABYTES ? 'met' : 'MISSED'}`);
  const isSame = ours.every(({ stdout }) => stdout === theirs[0]!.stdout);
  console.log(`JSON of ${(JSON.parse(theirs[0]!.stdout) as readonly unknown[]).length} findings ${isSame ? 'identical' : 'DIFFERENT'}`);
  const ratio = least(ours, 'cpuSeconds') / least(theirs, 'cpuSeconds');
  if (!isSame || ratio > TARGET_RATIO || peak > TARGET_MEGABYTES) process.exitCode = 1;
});
