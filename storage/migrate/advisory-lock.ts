import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { InterlockError } from '../../errors.ts';

const POLL_MILLISECONDS = 100;
const PATIENCE_MILLISECONDS = 300_000;

/**
 * Runs `work` while this process alone holds the advisory lock of that name. Waiting is done by polling: a connection that blocks in
 * PostgreSQL holds a snapshot, and CREATE INDEX CONCURRENTLY, which the engine's migrations use, waits for all snapshots, so blocked
 * waiters deadlock with the holder. On an embedded database, which one process has for itself, the lock is free.
 *
 * @throws InterlockError DATABASE_UNAVAILABLE when another process holds the lock for five minutes
 */
export async function withAdvisoryLock<Result>(
  pool: pg.Pool,
  name: string,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  const key = advisoryLockKey(name);
  let isHeld = false;
  try {
    for (const deadline = Date.now() + PATIENCE_MILLISECONDS; !(isHeld = await tryLock(client, key));) {
      if (Date.now() > deadline)
        throw new InterlockError('DATABASE_UNAVAILABLE', `another process has held the lock '${name}' for five minutes`);
      await setTimeout(POLL_MILLISECONDS);
    }
    return await work(client);
  } finally {
    // A connection that cannot unlock is closed, which unlocks.
    const failure = isHeld ? await unlock(client, key) : undefined;
    client.release(failure);
  }
}

/** Takes a session's advisory lock if it is free; it is held until `pg_advisory_unlock` or the end of the connection. */
export async function tryLock(client: pg.PoolClient, key: bigint): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [key]);
  return rows[0]?.locked ?? false;
}

/** The key of a named lock: the first eight bytes of the name's SHA-256, since PostgreSQL knows locks by number. */
export function advisoryLockKey(name: string): bigint {
  return createHash('sha256').update(name).digest().readBigInt64BE(0);
}

async function unlock(client: pg.PoolClient, key: bigint): Promise<Error | undefined> {
  return client.query('SELECT pg_advisory_unlock($1)', [key]).then(
    () => undefined,
    (error: Error) => error,
  );
}
