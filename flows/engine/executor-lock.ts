import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { InterlockError } from '../../errors.ts';
import { advisoryLockKey, tryLock } from '../../storage/index.ts';

/** A worker that was killed and is started again at once meets its own old connection, until the server has noticed. */
const PATIENCE_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 100;

/** The proof, to all workers on one PostgreSQL server, that an executor is alive. */
export interface ExecutorLock {
  /** Runs `work` on those of the executors that no living worker holds, itself included; none of them can come to life meanwhile. */
  whileDead<Result>(executorIds: readonly string[], work: (dead: readonly string[]) => Promise<Result>): Promise<Result>;
  release(): void;
}

/**
 * Takes an executor's id for this worker by an advisory lock, which PostgreSQL lets go of when the worker's connection ends.
 *
 * @throws InterlockError DATABASE_LOCKED when a living worker has the id
 */
export async function lockExecutor(pool: pg.Pool, executorId: string): Promise<ExecutorLock> {
  const client = await pool.connect();
  for (const deadline = Date.now() + PATIENCE_MILLISECONDS; !(await tryLock(client, keyOf(executorId)));) {
    if (Date.now() > deadline) {
      client.release();
      throw new InterlockError('DATABASE_LOCKED', `another worker runs as executor '${executorId}'; give each worker an id of its own`);
    }
    await setTimeout(POLL_MILLISECONDS);
  }
  return {
    whileDead: async (executorIds, work) => {
      const locked: string[] = [];
      try {
        for (const id of executorIds) if (id !== executorId && (await tryLock(client, keyOf(id)))) locked.push(id);
        return await work([executorId, ...locked]);
      } finally {
        for (const id of locked) await client.query('SELECT pg_advisory_unlock($1)', [keyOf(id)]);
      }
    },
    release: () => client.release(true),
  };
}

function keyOf(executorId: string): bigint {
  return advisoryLockKey(`interlock executor ${executorId}`);
}
