import { fsyncSync, mkdirSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { blankTemplate, scratchFolder } from '../../test/database-template.ts';
import { openDataDirectory } from './data-directory.ts';
import { openEmbedded } from './open-embedded.ts';
import type { EmbeddedDatabase } from './open-embedded.ts';

let template: string;

beforeAll(async () => {
  template = await blankTemplate();
});

describe('a data directory', () => {
  const { folder, remove } = scratchFolder();
  let database: EmbeddedDatabase;
  let fsyncs = 0;
  let diskIsBroken = false;
  const fsync = (descriptor: number): void => {
    fsyncs += 1;
    if (diskIsBroken) throw Object.assign(new Error('input/output error'), { code: 'EIO' });
    fsyncSync(descriptor);
  };

  beforeAll(async () => {
    database = await openEmbedded(folder, { template, fsync });
    await database.pool.query('CREATE TABLE note (text text)');
  });

  afterAll(remove);

  it('syncs each commit to disk, and nothing for a read', async () => {
    for (const text of ['one', 'two', 'three']) {
      const before = fsyncs;
      await database.pool.query('INSERT INTO note VALUES ($1)', [text]);
      expect(fsyncs).toBeGreaterThan(before);
    }
    const before = fsyncs;
    await database.pool.query('SELECT * FROM note');
    expect(fsyncs).toBe(before);
    expect((await database.pool.query('SHOW fsync')).rows).toEqual([{ fsync: 'on' }]);
  });

  it('bounds the write-ahead log, which PGlite by itself lets grow', async () => {
    for (let megabyte = 0; megabyte < 70; megabyte += 1) {
      await database.pool.query(`INSERT INTO note SELECT repeat('x', 1000) FROM generate_series(1, 1000)`);
    }
    for (let look = 0; look < 500; look += 1) await database.pool.query('SELECT 1');
    const { rows } = await database.pool.query<{ megabytes: number }>(
      'SELECT (pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) / 1048576)::int AS megabytes FROM pg_control_checkpoint()',
    );
    expect(rows[0]?.megabytes).toBeLessThan(10);
    await database.pool.query('TRUNCATE note');
    await database.pool.query(`INSERT INTO note VALUES ('kept')`);
  });

  it('stops at a failed sync, and comes back with what was committed', async () => {
    diskIsBroken = true;
    await expect(database.pool.query(`INSERT INTO note VALUES ('lost')`)).rejects.toThrow('the embedded database stopped');
    await expect(database.pool.query('SELECT 1')).rejects.toThrow('the embedded database stopped');
    await database.close();
    diskIsBroken = false;
    const reopened = await openEmbedded(folder, { template, fsync });
    const { rows } = await reopened.pool.query<{ text: string }>('SELECT text FROM note');
    // A commit whose sync failed may or may not have reached the disk; one that was answered has.
    expect(rows.map(({ text }) => text)).toContain('kept');
    await reopened.close();
  });
});

it('starts an interrupted initialisation over', async () => {
  const { folder, remove } = scratchFolder();
  onTestFinished(remove);
  mkdirSync(join(folder, 'postgres', 'base'), { recursive: true });
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18\n');
  writeFileSync(join(folder, 'postgres', 'stray'), '');
  writeFileSync(join(folder, 'initialising'), '');
  const pglite = await openDataDirectory(folder, { template });
  expect((await pglite.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pglite.close();
  expect(existsSync(join(folder, 'postgres', 'stray'))).toBe(false);
  expect(existsSync(join(folder, 'initialising'))).toBe(false);
});

it('leaves its marker while it is initialising', async () => {
  const { folder, remove } = scratchFolder();
  onTestFinished(remove);
  const opening = openDataDirectory(folder, {
    template,
    fsync: () => {
      expect(existsSync(join(folder, 'initialising'))).toBe(true);
    },
  });
  const pglite = await opening;
  await pglite.close();
});

it('says which directory does not start', async () => {
  const { folder, remove } = scratchFolder();
  onTestFinished(remove);
  mkdirSync(join(folder, 'postgres'));
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '11\n');
  await expect(openEmbedded(folder, { template })).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    detail: expect.stringContaining(folder),
  });
});
