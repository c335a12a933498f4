import type pg from 'pg';

/** Who takes workflows over. */
export interface Executor {
  readonly applicationName: string;
  readonly executorId: string;
  readonly applicationVersion: string;
}

/** States of a workflow that has not ended. */
const UNFINISHED = ['PENDING', 'ENQUEUED', 'DELAYED'];

/**
 * Gives unfinished workflows to this executor and to its version of the code: those of `formerExecutors`, or all when it is undefined.
 * The engine by itself recovers only what has the executor's id and version, and would leave everything behind at each deployment. What
 * counts recoveries is kept, so that a workflow that crashes its process is given up in the end. Returns the ids of all that are now
 * this executor's to resume.
 */
export async function takeOverWorkflows(
  pool: pg.Pool,
  executor: Executor,
  formerExecutors?: readonly string[],
): Promise<readonly string[]> {
  if (!(await hasEngineTables(pool))) return [];
  const { applicationName, executorId, applicationVersion } = executor;
  await pool.query(
    `UPDATE dbos.workflow_status SET executor_id = $1, application_version = $2
      WHERE status = ANY($3) AND (application_name = $4 OR application_name IS NULL)
        AND ($5::text[] IS NULL OR executor_id = ANY($5)) AND (executor_id, application_version) IS DISTINCT FROM ($1, $2)`,
    [executorId, applicationVersion, UNFINISHED, applicationName, formerExecutors ?? null],
  );
  const { rows } = await pool.query<{ workflow_uuid: string }>(
    `SELECT workflow_uuid FROM dbos.workflow_status
      WHERE executor_id = $1 AND status IN ('PENDING', 'ENQUEUED') ORDER BY created_at`,
    [executorId],
  );
  return rows.map((row) => row.workflow_uuid);
}

/** Gives unfinished workflows of executors that died to this one, as `takeOverWorkflows` does. Returns their ids, to be resumed. */
export async function adoptWorkflows(pool: pg.Pool, executor: Executor, dead: readonly string[]): Promise<readonly string[]> {
  const { applicationName, executorId, applicationVersion } = executor;
  const { rows } = await pool.query<{ workflow_uuid: string }>(
    `UPDATE dbos.workflow_status SET executor_id = $1, application_version = $2
      WHERE status = ANY($3) AND (application_name = $4 OR application_name IS NULL) AND executor_id = ANY($5)
      RETURNING workflow_uuid`,
    [executorId, applicationVersion, UNFINISHED, applicationName, dead],
  );
  return rows.map((row) => row.workflow_uuid);
}

/** The ids of executors that have unfinished workflows. */
export async function executorsWithWork(pool: pg.Pool, applicationName: string): Promise<readonly string[]> {
  if (!(await hasEngineTables(pool))) return [];
  const { rows } = await pool.query<{ executor_id: string }>(
    `SELECT DISTINCT executor_id FROM dbos.workflow_status
      WHERE status = ANY($1) AND executor_id IS NOT NULL AND (application_name = $2 OR application_name IS NULL)`,
    [UNFINISHED, applicationName],
  );
  return rows.map((row) => row.executor_id);
}

async function hasEngineTables(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ exists: boolean }>(`SELECT to_regclass('dbos.workflow_status') IS NOT NULL AS exists`);
  return rows[0]?.exists ?? false;
}
