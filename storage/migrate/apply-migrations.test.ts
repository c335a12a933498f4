import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { blankTemplate, scratchFolder } from '../../test/database-template.ts';
import { missingPostgres, startPostgres } from '../../test/postgres.ts';
import type { PostgresServer } from '../../test/postgres.ts';
import { openEmbedded } from '../embedded/open-embedded.ts';
import { applyMigrations } from './apply-migrations.ts';
import { readMigrations } from './migration.ts';
import type { Migration } from './migration.ts';

const FILES = {
  '0001-first.sql': 'CREATE TABLE first (a integer);',
  '0002-second.sql': 'INSERT INTO first VALUES (1);\nINSERT INTO first VALUES (2);',
};

async function migrationsOf(files: Readonly<Record<string, string>>): Promise<readonly Migration[]> {
  const { folder, remove } = scratchFolder();
  onTestFinished(remove);
  for (const [file, sql] of Object.entries(files)) writeFileSync(join(folder, file), sql);
  return readMigrations(folder);
}

describe('readMigrations', () => {
  it('does not mind line endings', async () => {
    const [unix] = await migrationsOf({ '0001-a.sql': 'SELECT 1;\nSELECT 2;\n' });
    const [windows] = await migrationsOf({ '0001-a.sql': 'SELECT 1;\r\nSELECT 2;\r\n' });
    expect(windows).toEqual(unix);
  });

  it.each([
    ['a gap', { '0001-a.sql': '', '0003-c.sql': '' }],
    ['a number twice', { '0001-a.sql': '', '0001-b.sql': '' }],
    ['no number', { 'a.sql': '' }],
    ['capitals', { '0001-A.sql': '' }],
  ])('refuses %s', async (_name, files) => {
    await expect(migrationsOf(files)).rejects.toThrow('expected a name of the form');
  });
});

describe('applyMigrations', () => {
  const { folder, remove } = scratchFolder();
  let pool: pg.Pool;
  let close: () => Promise<void>;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    ({ pool, close } = await openEmbedded(folder, { template: await blankTemplate() }));
  });

  beforeEach(async () => {
    await pool.query('DROP TABLE IF EXISTS interlock_migration, first');
  });

  afterAll(async () => {
    await close();
    remove();
  });

  it('applies each migration once, in order, also those that are added later', async () => {
    const { '0001-first.sql': first } = FILES;
    await applyMigrations(pool, await migrationsOf({ '0001-first.sql': first }));
    await applyMigrations(pool, await migrationsOf(FILES));
    await applyMigrations(pool, await migrationsOf(FILES));
    expect((await pool.query('SELECT a FROM first ORDER BY a')).rows).toEqual([{ a: 1 }, { a: 2 }]);
    expect((await pool.query('SELECT file FROM interlock_migration ORDER BY number')).rows.map(({ file }) => file)).toEqual(
      Object.keys(FILES),
    );
  });

  it('refuses an applied migration that was changed', async () => {
    await applyMigrations(pool, await migrationsOf(FILES));
    const changed = applyMigrations(pool, await migrationsOf({ ...FILES, '0001-first.sql': 'CREATE TABLE first (a bigint);' }));
    await expect(changed).rejects.toMatchObject({
      code: 'DATABASE_INCOMPATIBLE',
      detail: expect.stringMatching(/^migration 0001-first\.sql was changed after .+ put the change into a new migration/),
    });
  });

  it('refuses a database that is newer than this program', async () => {
    await applyMigrations(pool, await migrationsOf(FILES));
    await expect(applyMigrations(pool, (await migrationsOf(FILES)).slice(0, 1))).rejects.toMatchObject({
      code: 'DATABASE_INCOMPATIBLE',
      detail: expect.stringContaining('0002-second.sql'),
    });
  });

  it('undoes a migration that fails, keeps those before it, and names file and line', async () => {
    const broken = await migrationsOf({ ...FILES, '0003-third.sql': 'INSERT INTO first VALUES (3);\nSELECT nothing;' });
    await expect(applyMigrations(pool, broken)).rejects.toThrow(
      'migration 0003-third.sql failed at line 2: column "nothing" does not exist',
    );
    expect((await pool.query('SELECT a FROM first')).rows).toHaveLength(2);
    expect((await pool.query('SELECT file FROM interlock_migration')).rows).toHaveLength(2);
  });
});

describe.skipIf(missingPostgres)(`applyMigrations on PostgreSQL${missingPostgres ? ` (skipped: ${missingPostgres})` : ''}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('lets processes that start together wait for one another', async () => {
    const connectionString = await server.createDatabase();
    const migrations = await migrationsOf(FILES);
    const pools = Array.from({ length: 4 }, () => new pg.Pool({ connectionString, max: 2 }));
    await Promise.all(pools.map((pool) => applyMigrations(pool, migrations)));
    expect((await pools[0]!.query('SELECT a FROM first')).rows).toHaveLength(2);
    await Promise.all(pools.map((pool) => pool.end()));
  });
});
