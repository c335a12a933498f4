import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { InterlockError } from '../../errors.ts';

/** SQLite's result code for a database that another connection has locked. */
const SQLITE_BUSY = 5;

/** Exclusive use of a data directory. */
export interface DirectoryLock {
  /** Lets others in. The operating system does the same when the process ends, however it ends. */
  release(): void;
}

/**
 * Takes a data directory for this process, creating it when it is missing; nothing waits. The lock is the operating system's lock on a
 * file, held by SQLite.
 *
 * @throws InterlockError DATABASE_LOCKED when another open database has it; FILE_UNREADABLE when it cannot be written
 */
export function lockDirectory(directory: string): DirectoryLock {
  let lock: DatabaseSync;
  try {
    mkdirSync(directory, { recursive: true });
    lock = new DatabaseSync(join(directory, 'lock'));
  } catch (cause) {
    throw new InterlockError('FILE_UNREADABLE', `the data directory ${directory} cannot be written: ${(cause as Error).message}`, {
      cause,
    });
  }
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if ((cause as { readonly errcode?: number }).errcode === SQLITE_BUSY) throw locked(directory);
    throw new InterlockError('FILE_UNREADABLE', `${join(directory, 'lock')} cannot be locked: ${(cause as Error).message}`, { cause });
  }
  writeFileSync(holderFile(directory), `${process.pid}\n`);
  return { release: () => lock.close() };
}

function locked(directory: string): InterlockError {
  return new InterlockError(
    'DATABASE_LOCKED',
    `the data directory ${directory} is in use by ${holder(directory)}; end that process first, name another directory, ` +
      'or let both use one PostgreSQL server',
  );
}

function holder(directory: string): string {
  try {
    return `process ${Number.parseInt(readFileSync(holderFile(directory), 'utf8'), 10)}`;
  } catch {
    return 'another process';
  }
}

function holderFile(directory: string): string {
  return join(directory, 'holder');
}
