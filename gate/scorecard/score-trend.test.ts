import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { commitsSince } from '../../registry/workspace/index.ts';
import { spread } from './score-trend.ts';

const run = promisify(execFile);

describe('the commits of a trend', () => {
  it('are few, the first and the last among them, tagged ones before others', () => {
    const commits = Array.from({ length: 31 }, (_, index) => ({ hash: `${index}`, date: '2026-01-01', tags: index === 14 ? ['v1'] : [] }));
    expect(spread(commits, 6).map(({ hash }) => hash)).toEqual(['0', '6', '14', '18', '24', '30']);
    expect(spread(commits.slice(0, 4), 6)).toHaveLength(4);
  });

  it('start from what there was at a ref or before a day', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'interlock-trend-'));
    try {
      const git = (date: string, ...args: string[]) =>
        run('git', ['-c', 'user.name=T', '-c', 'user.email=t@hospital.example', ...args], {
          cwd: folder,
          env: { ...process.env, GIT_COMMITTER_DATE: `${date}T12:00:00Z`, GIT_AUTHOR_DATE: `${date}T12:00:00Z` },
        });
      await git('2026-01-01', 'init', '--quiet');
      for (const day of ['2026-01-01', '2026-02-01', '2026-03-01']) {
        await writeFile(join(folder, 'a.yaml'), day);
        await git(day, 'add', '.');
        await git(day, 'commit', '--quiet', '-m', day);
      }
      await git('2026-03-01', 'tag', 'v3');
      const dates = async (since: string) => (await commitsSince(folder, since)).map(({ date }) => date);
      expect(await dates('HEAD~2')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
      expect(await dates('2026-02-15')).toEqual(['2026-02-01', '2026-03-01']);
      expect(await dates('2025-01-01')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
      expect((await commitsSince(folder, 'v3')).map(({ tags }) => tags)).toEqual([['v3']]);
      await expect(commitsSince(folder, 'nowhere')).rejects.toMatchObject({ code: 'GIT_FAILED' });
      await expect(commitsSince(folder, '--all')).rejects.toMatchObject({ code: 'GIT_FAILED' });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
