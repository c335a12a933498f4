import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** One step of the database's schema: a file `NNNN-name.sql`, which is never edited once it has been applied anywhere. */
export interface Migration {
  readonly number: number;
  /** The name of its file. */
  readonly file: string;
  readonly sql: string;
  /** SHA-256 of the SQL with newlines as LF, so that a checkout's line endings change nothing. Hexadecimal. */
  readonly sha256: string;
}

const FILE_NAME = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/;

/**
 * The migrations of a folder in their order; files other than .sql are no migrations.
 *
 * @throws Error when a file is misnamed, or when the numbers are not 1, 2, 3 …: a mistake in the source tree
 */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  return Promise.all(files.map(async (file, index) => readMigration(folder, file, index + 1)));
}

async function readMigration(folder: string, file: string, expectedNumber: number): Promise<Migration> {
  const number = Number(FILE_NAME.exec(file)?.[1]);
  if (number !== expectedNumber) {
    throw new Error(`${join(folder, file)}: expected a name of the form ${String(expectedNumber).padStart(4, '0')}-lower-case-words.sql`);
  }
  const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
  return { number, file, sql, sha256: createHash('sha256').update(sql).digest('hex') };
}
