import type { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import { InterlockError } from '../../errors.ts';
import { surviveBrokenConnections } from '../broken-connections.ts';
import { Backend } from './backend.ts';
import { openDataDirectory } from './data-directory.ts';
import type { DataDirectoryOptions } from './data-directory.ts';
import { lockDirectory } from './directory-lock.ts';
import { embeddedPool } from './embedded-pool.ts';

/** An open embedded database. */
export interface EmbeddedDatabase {
  readonly pool: pg.Pool;
  readonly kind: 'embedded';
  close(): Promise<void>;
}

/**
 * Takes a data directory and starts PostgreSQL in it.
 *
 * @throws InterlockError DATABASE_LOCKED; DATABASE_UNAVAILABLE when PostgreSQL does not start on its files
 */
export async function openEmbedded(directory: string, options: DataDirectoryOptions = {}): Promise<EmbeddedDatabase> {
  const lock = lockDirectory(directory);
  let backend: Backend;
  try {
    backend = await Backend.start(await start(directory, options));
  } catch (error) {
    lock.release();
    throw error;
  }
  const pool = embeddedPool(backend);
  surviveBrokenConnections(pool);
  const close = async (): Promise<void> => {
    await pool.end();
    await backend.close();
    lock.release();
  };
  return { pool, kind: 'embedded', close };
}

async function start(directory: string, options: DataDirectoryOptions): Promise<PGlite> {
  try {
    return await openDataDirectory(directory, options);
  } catch (cause) {
    const detail = `the database in ${directory} does not start: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new InterlockError('DATABASE_UNAVAILABLE', detail, { cause });
  }
}
