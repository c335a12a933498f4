import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitsSince, openWorkspace } from '../../registry/workspace/index.ts';
import { scoreTrend, spread } from './score-trend.ts';

const run = promisify(execFile);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-trend-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function git(day: string, ...args: string[]) {
  const env = { ...process.env, GIT_COMMITTER_DATE: `${day}T12:00:00Z`, GIT_AUTHOR_DATE: `${day}T12:00:00Z` };
  return run('git', ['-c', 'user.name=T', '-c', 'user.email=t@hospital.example', '-c', 'commit.gpgsign=false', ...args], {
    cwd: join(folder, 'origin'),
    env,
  });
}

async function commit(day: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'origin', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await git(day, 'add', '--all');
  await git(day, 'commit', '--quiet', '-m', day);
}

async function init(): Promise<void> {
  await mkdir(join(folder, 'origin'));
  await git('2026-01-01', 'init', '--quiet', '--initial-branch=main');
}

describe('the commits of a trend', () => {
  it('are few, the first and the last among them, tagged ones before others', () => {
    const commits = Array.from({ length: 31 }, (_, index) => ({ hash: `${index}`, date: '2026-01-01', tags: index === 14 ? ['v1'] : [] }));
    expect(spread(commits, 6).map(({ hash }) => hash)).toEqual(['0', '6', '14', '18', '24', '30']);
    expect(spread(commits.slice(0, 4), 6)).toHaveLength(4);
  });

  it('start from what there was at a ref or before a day', async () => {
    await init();
    for (const day of ['2026-01-01', '2026-02-01', '2026-03-01']) await commit(day, { 'a.yaml': day });
    await commit('2026-04-01', { 'b.yaml': 'b' });
    await git('2026-04-01', 'tag', 'v4');
    const dates = async (since: string, paths?: readonly string[]) =>
      (await commitsSince(join(folder, 'origin'), since, paths)).map(({ date }) => date);
    expect(await dates('HEAD~2')).toEqual(['2026-02-01', '2026-03-01', '2026-04-01']);
    expect(await dates('HEAD~3')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']);
    expect(await dates('2026-02-15')).toEqual(['2026-02-01', '2026-03-01', '2026-04-01']);
    expect(await dates('2025-01-01')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']);
    expect(await dates('2026-02-15', ['a.yaml', 'absent'])).toEqual(['2026-02-01', '2026-03-01']);
    expect((await commitsSince(join(folder, 'origin'), 'v4')).map(({ tags }) => tags)).toEqual([['v4']]);
  });

  it('are refused where they are not on the way to HEAD', async () => {
    await init();
    await commit('2026-01-01', { 'a.yaml': 'a' });
    await git('2026-01-01', 'checkout', '--quiet', '-b', 'aside');
    await commit('2026-02-01', { 'a.yaml': 'b' });
    await git('2026-01-01', 'checkout', '--quiet', 'main');
    const parted = (await git('2026-01-01', 'rev-parse', 'main')).stdout.slice(0, 12);
    const refused = (since: string, detail: string) =>
      expect(commitsSince(join(folder, 'origin'), since)).rejects.toMatchObject({
        code: 'GIT_FAILED',
        detail: expect.stringContaining(detail),
      });
    await refused('nowhere', "'nowhere' is neither a date such as 2026-03-01 nor a commit");
    await refused('--all', 'neither a date nor a git ref');
    await refused('aside', `HEAD did not come from 'aside'; they parted at ${parted}`);
  });

  it('are refused where a shallow clone does not reach', async () => {
    await init();
    for (const day of ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']) await commit(day, { 'a.yaml': day });
    const hash = (await git('2026-04-01', 'rev-parse', 'HEAD~3')).stdout.trim();
    const shallow = join(folder, 'shallow');
    await run('git', ['clone', '--quiet', '--depth=2', `file://${join(folder, 'origin')}`, shallow]);
    expect((await commitsSince(shallow, '2026-03-15')).map(({ date }) => date)).toEqual(['2026-03-01', '2026-04-01']);
    expect((await commitsSince(shallow, 'HEAD~1')).map(({ date }) => date)).toEqual(['2026-03-01', '2026-04-01']);
    await run('git', ['fetch', '--quiet', '--depth=1', 'origin', hash], { cwd: shallow });
    for (const since of ['2026-02-15', 'HEAD~2', hash])
      await expect(commitsSince(shallow, since)).rejects.toMatchObject({
        code: 'GIT_FAILED',
        detail: `this clone is shallow and doesn't reach back to '${since}': get the history by 'git fetch --unshallow'`,
      });
  });
});

function contract(id: string, version: string): Readonly<Record<string, string>> {
  const at = `contracts/finance/${id}`;
  return {
    [`${at}/contract.yaml`]: `id: ${id}
title: Accounts of patients
owner: { team: billing, contact: billing@hospital.example }
layer: system
system: erp
criticality: 3
mode: api
audience: company
dataClassification: I
lifecycle: active
slo: { availabilityPercent: 99.5 }
runbook: runbook.md
environments: [{ name: test, url: 'https://erp.test.hospital.example' }]
`,
    [`${at}/openapi.yaml`]: `openapi: 3.1.0\ninfo: { title: Accounts, version: '${version}' }\npaths: {}\n`,
  };
}

describe('scoreTrend', () => {
  it('follows a contract through its renaming, and judges by the rulesets of today', async () => {
    await init();
    const files = { ...contract('accounts', 'v1'), ...contract('ledger', '1.0.0'), 'rules/old.yaml': 'rules: {}\n' };
    await commit('2026-01-01', { ...files, 'interlock.config.yaml': 'rulesets: [rules/old.yaml]\n' });
    const contracts = join(folder, 'origin', 'contracts', 'finance');
    await rename(join(contracts, 'accounts'), join(contracts, 'patients'));
    await rm(join(folder, 'origin', 'rules'), { recursive: true });
    await commit('2026-02-01', { ...contract('patients', '1.0.0'), 'interlock.config.yaml': '' });
    await commit('2026-03-01', { 'README.md': 'no contract changes\n' });
    const workspace = await openWorkspace(join(folder, 'origin'), { cwd: join(folder, 'origin') });
    const trend = await scoreTrend(workspace, '2025-12-01', { asOf: '2026-04-01' });
    expect(trend.map(({ commit: { date }, contracts: scored }) => [date, scored?.map(({ id }) => id)])).toEqual([
      ['2026-01-01', ['patients', 'ledger']],
      ['2026-02-01', ['ledger', 'patients']],
    ]);
    const [before, after] = trend.map(({ contracts: scored }) => scored!.find(({ id }) => id === 'patients')!.result!);
    expect(before!.broken).toContainEqual({ rule: 'meta-version-semver', points: 5 });
    expect(after!.score).toBeGreaterThan(before!.score);
  });
});
