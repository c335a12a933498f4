import { setTimeout } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type pg from 'pg';
import { adoptWorkflows, executorsWithWork } from './abandoned-workflows.ts';
import type { Executor } from './abandoned-workflows.ts';
import type { ExecutorLock } from './executor-lock.ts';

const WATCH_MILLISECONDS = 5_000;

/**
 * Looks every five seconds for workers that died, and goes on with what they left: whoever waits for a workflow of another worker would
 * else wait for ever. A look that fails, since the server is away for a moment, is made up for by the next.
 *
 * @returns the function that ends the watch, and resolves when it has
 */
export function watchExecutors(pool: pg.Pool, executor: Executor, lock: ExecutorLock): () => Promise<void> {
  const ended = new AbortController();
  const watch = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await setTimeout(WATCH_MILLISECONDS, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
      if (!ended.signal.aborted) await adoptFromDead(pool, executor, lock).catch(() => undefined);
    }
  };
  const watching = watch();
  return async () => {
    ended.abort();
    await watching;
  };
}

async function adoptFromDead(pool: pg.Pool, executor: Executor, lock: ExecutorLock): Promise<void> {
  const others = (await executorsWithWork(pool, executor.applicationName)).filter((id) => id !== executor.executorId);
  if (others.length === 0) return;
  await lock.whileDead(others, async (free) => {
    const dead = free.filter((id) => id !== executor.executorId);
    if (dead.length > 0) await DBOS.resumeWorkflows([...(await adoptWorkflows(pool, executor, dead))]);
  });
}
