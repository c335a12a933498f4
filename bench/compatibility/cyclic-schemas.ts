/**
 * 130 schemas that refer to each other in circles, one of which gains an optional property: `interlock diff` beside `oasdiff changelog`, as
 * whole processes. The place of the property is varied: in the message itself, and further from it. oasdiff takes another way through the
 * circles each time, so each of its runs is shown.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cyclicDescription } from './cyclic-description.ts';
import { runInterlock, runOasdiff } from './peers.ts';
import type { ProcessRun } from '../run-process.ts';
import { least, showRuns } from '../show-runs.ts';

const ROUNDS = 5;
const PEER_ROUNDS = 3;
const LIMIT_SECONDS = 60;
const TARGET_SECONDS = 2;

interface Found {
  readonly ruleId: string;
  readonly change?: { readonly direction: string; readonly verdict: string };
}

const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
try {
  const base = write('base.json', cyclicDescription());
  for (const added of [0, 65, 129]) {
    const head = write('head.json', cyclicDescription(added));
    console.log(`130 schemas × 10 references, an optional property added to schema ${added}`);
    const runs: ProcessRun[] = [];
    while (runs.length < ROUNDS && runs.every(isDone)) runs.push(await runInterlock(base, head, LIMIT_SECONDS));
    report('interlock diff', runs);
    if (runs.every(isDone)) reportTargets(runs);
    const peerRounds = added === 65 ? PEER_ROUNDS : 1;
    for (let round = 0; round < peerRounds; round += 1) {
      const run = await runOasdiff('changelog', base, head, LIMIT_SECONDS);
      report('oasdiff changelog', [run]);
      if (isDone(run)) console.log(`    ${(JSON.parse(run.stdout) as readonly unknown[]).length} findings`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function isDone({ exitCode }: ProcessRun): boolean {
  return exitCode === 0;
}

function report(name: string, runs: readonly ProcessRun[]): void {
  const failed = runs.find((run) => !isDone(run));
  const fault = failed?.exitCode === undefined ? `no result in ${LIMIT_SECONDS} s` : `exit code ${failed.exitCode}`;
  console.log(`  ${failed ? `${name.padEnd(20)} ${fault}` : showRuns(name, runs)}`);
}

function reportTargets(runs: readonly ProcessRun[]): void {
  const { findings } = JSON.parse(runs[0]!.stdout) as { findings: readonly Found[] };
  const perDirection = Map.groupBy(findings, ({ change }) => change?.direction ?? 'none');
  const isOneEach = perDirection.size === 2 && findings.length === 2;
  const list = findings.map(({ ruleId, change }) => `${change?.direction ?? ''} ${ruleId} (${change?.verdict ?? 'not checked'})`);
  console.log(`    target ${TARGET_SECONDS} s: ${least(runs, 'wallSeconds') <= TARGET_SECONDS ? 'met' : 'MISSED'}`);
  console.log(`    one finding per direction: ${isOneEach ? 'met' : 'MISSED'}: ${list.join(', ')}`);
}

function write(name: string, description: object): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(description));
  return file;
}
