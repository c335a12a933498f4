import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addEngineTables } from '../flows/engine/index.ts';
import { fullTemplate, scratchFolder } from '../test/database-template.ts';
import { missingPostgres, startPostgres } from '../test/postgres.ts';
import type { PostgresServer } from '../test/postgres.ts';
import { openDatabase, queryBuilder } from './index.ts';
import type { Database } from './index.ts';

const SCHEMA = `
  SELECT 'column' AS kind, table_schema || '.' || table_name || '.' || column_name AS name, data_type || is_nullable || coalesce(column_default, '') AS detail
    FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT 'index', schemaname || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog')
  UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT 'function', oid::regprocedure::text, md5(prosrc) FROM pg_proc WHERE pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
  UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  ORDER BY 1, 2, 3`;

async function describeSchema(database: Database): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ kind: string; name: string; detail: string }>(SCHEMA);
  return rows.map(({ kind, name, detail }) => `${kind} ${name} ${detail}`);
}

describe('an embedded database', () => {
  let template: string;
  beforeAll(async () => {
    template = await fullTemplate();
  });

  it('is the same from a template and from nothing, and is found again', async () => {
    const [fromTemplate, fromNothing] = [scratchFolder(), scratchFolder()];
    onTestFinished(fromTemplate.remove);
    onTestFinished(fromNothing.remove);
    const first = await openDatabase({ directory: fromTemplate.folder }, { template });
    const second = await openDatabase({ directory: fromNothing.folder }, { template: join(fromNothing.folder, 'none') });
    await addEngineTables(second);
    expect(await describeSchema(first)).toEqual(await describeSchema(second));
    expect((await first.pool.query('SELECT count(*)::int AS n FROM dbos.workflow_status')).rows).toEqual([{ n: 0 }]);
    await second.close();

    await first.pool.query('CREATE TABLE kept AS SELECT 1 AS one');
    await first.close();
    const again = await openDatabase({ directory: fromTemplate.folder }, { template });
    expect((await again.pool.query('SELECT one FROM kept')).rows).toEqual([{ one: 1 }]);
    await again.close();
  }, 60_000);

  it('serves a query builder with transactions that roll back', async () => {
    const { folder, remove } = scratchFolder();
    onTestFinished(remove);
    const database = await openDatabase({ directory: folder }, { template });
    const builder = queryBuilder<{ pair: { a: number; b: string } }>(database.pool);
    await builder.schema.createTable('pair').addColumn('a', 'integer').addColumn('b', 'text').execute();
    await builder.insertInto('pair').values({ a: 1, b: 'x' }).execute();
    const failing = builder.transaction().execute(async (transaction) => {
      await transaction.insertInto('pair').values({ a: 2, b: 'y' }).execute();
      await sql`SELECT 1 / 0`.execute(transaction);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await builder.selectFrom('pair').selectAll().execute()).toEqual([{ a: 1, b: 'x' }]);
    await database.close();
  });
});

describe('a server that cannot be used', () => {
  it('is named by host and port, never with the password', async () => {
    const error = await openDatabase({ url: 'postgres://me:hunter2@127.0.0.1:1/books' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE', detail: expect.stringContaining('127.0.0.1:1') });
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('hunter2');
  });

  it.each(['mysql://me:hunter2@host/books', 'hunter2@host', ''])("is no PostgreSQL: '%s'", async (url) => {
    const error = await openDatabase({ url }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'USAGE', detail: expect.stringContaining('postgres://user:password@host:5432/database') });
    expect((error as Error).message).not.toContain('hunter2');
  });
});

describe.skipIf(missingPostgres)(`a PostgreSQL database${missingPostgres ? ` (skipped: ${missingPostgres})` : ''}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('gets the migrations, also when several processes open it at once', async () => {
    const url = await server.createDatabase();
    const databases = await Promise.all([1, 2, 3].map(() => openDatabase({ url })));
    const { rows } = await databases[0]!.pool.query('SELECT count(*)::int > 0 AS migrated FROM interlock_migration');
    expect(rows).toEqual([{ migrated: true }]);
    await Promise.all(databases.map((database) => database.close()));
  });

  it('is unavailable when it does not exist', async () => {
    const url = `postgres://postgres:hunter2@127.0.0.1:${server.port}/nowhere`;
    const error = await openDatabase({ url }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE', detail: expect.stringContaining(`127.0.0.1:${server.port}`) });
    expect((error as Error).message).not.toContain('hunter2');
  });
});
