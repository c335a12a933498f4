import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { readTemplate } from './database-template.ts';
import { postgresFolder } from './postgres-folder.ts';
import { SyncedFileSystem } from './synced-file-system.ts';
import { syncPath, syncTree } from './sync-tree.ts';

/** Small segments: a new one is written with zeros and synced before its first use. */
const INITDB_PARAMETERS = ['--wal-segsize=1'];
const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=16MB'],
];

/** How a data directory is opened. */
export interface DataDirectoryOptions {
  /** Folder of a database template, which a new directory starts from; without one PostgreSQL's own initdb runs. */
  readonly template?: string | undefined;
  /** Writes a file's changes to disk; for tests. */
  readonly fsync?: (descriptor: number) => void;
}

/**
 * Starts PostgreSQL in the `postgres` folder of a data directory that the caller has locked. A new folder is initialised first, under a
 * marker that is removed when every file of it is on disk: an initialisation that was interrupted starts over.
 */
export async function openDataDirectory(directory: string, options: DataDirectoryOptions = {}): Promise<PGlite> {
  const folder = postgresFolder(directory);
  const marker = join(directory, 'initialising');
  if (existsSync(join(folder, 'PG_VERSION')) && !existsSync(marker)) return startPostgres(folder, options);

  await writeFile(marker, 'This folder is being initialised; if no process does so, the next one starts over.\n');
  await syncPath(directory);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const pglite = await startPostgres(folder, options, options.template === undefined ? undefined : await readTemplate(options.template));
  await syncTree(folder);
  await rm(marker);
  await syncPath(directory);
  return pglite;
}

async function startPostgres(folder: string, options: DataDirectoryOptions, template?: Blob): Promise<PGlite> {
  return PGlite.create({
    fs: new SyncedFileSystem(folder, options.fsync),
    startParams: START_PARAMETERS,
    initDbStartParams: INITDB_PARAMETERS,
    ...(template && { loadDataDir: template }),
  });
}
