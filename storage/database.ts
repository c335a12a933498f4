import { resolve } from 'node:path';
import type pg from 'pg';
import { packagePath } from '../package-root.ts';
import { fitsTemplate } from './embedded/database-template.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { applyMigrations } from './migrate/apply-migrations.ts';
import { readMigrations } from './migrate/migration.ts';
import { postgresPool } from './postgres-pool.ts';

/** Where a database is: a data directory of our own, or a PostgreSQL server. */
export type DatabaseLocation = { readonly directory: string } | { readonly url: string };

/** An open database with all migrations applied. */
export interface Database {
  /** node-postgres, whichever kind it is; see `embeddedPool` for what all connections of an embedded database share. */
  readonly pool: pg.Pool;
  readonly kind: 'embedded' | 'postgres';
  /** Waits for connections that are checked out, then closes everything: no handle is left and the data directory is free. */
  close(): Promise<void>;
}

/** Where the parts of a database come from; the defaults are those of the package. */
export interface DatabaseSources {
  /** Folder of the SQL files. */
  readonly migrations?: string;
  /** Folder of the template that a new data directory starts from; one that does not fit the migrations is left out. */
  readonly template?: string;
}

/**
 * Opens a database. Embedded: PostgreSQL inside this process (PGlite), every commit synced to disk, one process at a time.
 *
 * @throws InterlockError DATABASE_LOCKED when another process has the directory; DATABASE_UNAVAILABLE when the server cannot be used or
 *   the directory's files cannot be opened; DATABASE_INCOMPATIBLE when the migrations do not fit; USAGE for a URL that is none
 */
export async function openDatabase(location: DatabaseLocation, sources: DatabaseSources = {}): Promise<Database> {
  const migrations = await readMigrations(sources.migrations ?? packagePath('storage', 'migrations'));
  const template = sources.template ?? packagePath('dist', 'database-template');
  const database: Database =
    'url' in location
      ? await openPostgres(location.url)
      : await openEmbedded(resolve(location.directory), (await fitsTemplate(template, migrations)) ? { template } : {});
  try {
    await applyMigrations(database.pool, migrations);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function openPostgres(url: string): Promise<Database> {
  const pool = await postgresPool(url);
  return { pool, kind: 'postgres', close: () => pool.end() };
}
