import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { withAdvisoryLock } from '../../storage/index.ts';
import type { Database } from '../../storage/index.ts';
import { executorsWithWork, takeOverWorkflows } from './abandoned-workflows.ts';
import type { Executor } from './abandoned-workflows.ts';
import { engineLog } from './engine-log.ts';
import { lockExecutor } from './executor-lock.ts';
import type { ExecutorLock } from './executor-lock.ts';
import { watchExecutors } from './watch-executors.ts';
import { runOf } from './workflow.ts';
import type { WorkflowRun } from './workflow.ts';

/** How long a shutdown waits for workflows that run; what is left is resumed at the next launch. */
const DRAIN_MILLISECONDS = 10_000;

/** Who the engine runs as. */
export interface EngineOptions {
  /** The application, kebab-case; several may share a PostgreSQL database. */
  readonly name: string;
  /** This worker. Embedded there is only one, always the same. On PostgreSQL a living worker's id is its own; by default a new one. */
  readonly executorId?: string;
  /** The version of the workflows' code. Unfinished workflows that are taken over go on with this one. */
  readonly applicationVersion: string;
}

/** The running flow engine; there is one per process. */
export interface Engine {
  readonly executorId: string;
  /** What a former process had not finished and this one goes on with, oldest first. */
  readonly resumedWorkflows: readonly WorkflowRun<unknown>[];
  /** Resolves when each resumed workflow has ended, well or not. */
  awaitResumed(): Promise<void>;
  /** Stops the engine, giving running workflows ten seconds to end. The database stays open. */
  shutdown(): Promise<void>;
}

/**
 * Launches the flow engine (DBOS) on a database, with its tables migrated, and resumes what was left unfinished: embedded, everything,
 * since the directory lock says that no other process lives; on PostgreSQL, what belonged to workers that no longer live, and what belongs
 * to those that die while this one lives. All workflows must be registered by then.
 *
 * @throws InterlockError DATABASE_LOCKED when a living worker has the executor's id
 */
export async function launchEngine(database: Database, options: EngineOptions): Promise<Engine> {
  if (DBOS.isInitialized()) throw new Error('a flow engine already runs in this process; shut it down first');
  const { name: applicationName, applicationVersion } = options;
  const executorId = options.executorId ?? (database.kind === 'embedded' ? 'embedded' : randomUUID());
  const executorLock = database.kind === 'embedded' ? undefined : await lockExecutor(database.pool, executorId);
  try {
    const executor = { applicationName, executorId, applicationVersion };
    const resumed = await launch(database, executor, executorLock);
    const endWatch = executorLock && watchExecutors(database.pool, executor, executorLock);
    const resumedWorkflows = resumed.map((id) => runOf(DBOS.retrieveWorkflow<unknown>(id)));
    return {
      executorId,
      resumedWorkflows,
      awaitResumed: async () => void (await Promise.allSettled(resumedWorkflows.map((run) => run.result()))),
      shutdown: async () => {
        await endWatch?.();
        await DBOS.shutdown({ workflowCompletionTimeoutMS: DRAIN_MILLISECONDS });
        executorLock?.release();
      },
    };
  } catch (error) {
    executorLock?.release();
    throw error;
  }
}

async function launch({ pool }: Database, executor: Executor, executorLock: ExecutorLock | undefined): Promise<readonly string[]> {
  DBOS.setConfig({
    name: executor.applicationName,
    executorID: executor.executorId,
    applicationVersion: executor.applicationVersion,
    systemDatabasePool: pool,
    logger: engineLog,
    enableOTLP: false,
  });
  return withAdvisoryLock(pool, 'interlock engine launch', async () => {
    const resumed = executorLock
      ? await executorLock.whileDead(await executorsWithWork(pool, executor.applicationName), (dead) =>
          takeOverWorkflows(pool, executor, dead),
        )
      : await takeOverWorkflows(pool, executor);
    await DBOS.launch();
    return resumed;
  });
}
