import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../package-root.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { writeTemplate } from './embedded/database-template.ts';
import { readMigrations } from './migrate/migration.ts';

/**
 * Makes the template that new data directories start from: initialised, with all migrations applied and whatever `prepare` adds, such
 * as the tables of the flow engine.
 */
export async function buildDatabaseTemplate(
  folder: string,
  prepare: (database: Database) => Promise<void>,
  migrationsFolder: string = packagePath('storage', 'migrations'),
): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'interlock-template-'));
  try {
    const database = await openDatabase({ directory: scratch }, { migrations: migrationsFolder, template: join(scratch, 'none') });
    try {
      await prepare(database);
      await dropTemplateDatabases(database);
    } finally {
      await database.close();
    }
    await rm(folder, { recursive: true, force: true });
    await writeTemplate(scratch, await readMigrations(migrationsFolder), folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** CREATE DATABASE copies from these; embedded there is one database, and a first start is mostly the writing of files. */
async function dropTemplateDatabases({ pool }: Database): Promise<void> {
  await pool.query('UPDATE pg_database SET datistemplate = false WHERE datistemplate');
  for (const name of ['template0', 'template1']) await pool.query(`DROP DATABASE ${name}`);
}
