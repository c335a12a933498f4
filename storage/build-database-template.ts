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
    } finally {
      await database.close();
    }
    await rm(folder, { recursive: true, force: true });
    await writeTemplate(scratch, await readMigrations(migrationsFolder), folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
