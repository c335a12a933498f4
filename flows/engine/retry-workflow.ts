import { DBOS } from '@dbos-inc/dbos-sdk';
import { runOf, type WorkflowRun } from './workflow.ts';

/**
 * Takes a workflow that failed up again, as a new one with the same input: the steps that were done keep their results, the step that
 * failed is executed again, or the one after the last when it failed between steps. It runs as this version of the code. Retrying with
 * an id that exists, also when another process was faster, gives that run.
 *
 * @param id of the workflow that failed
 * @param newId of the one that goes on
 * @returns undefined when there is no such workflow, or when it ended well
 */
export async function retryWorkflow<Output>(id: string, newId: string): Promise<WorkflowRun<Output> | undefined> {
  if (await DBOS.getWorkflowStatus(newId)) return runOf(DBOS.retrieveWorkflow<Output>(newId));
  const status = await DBOS.getWorkflowStatus(id);
  if (!status || status.status === 'SUCCESS') return undefined;
  const steps = (await DBOS.listWorkflowSteps(id)) ?? [];
  const failed = steps.find((step) => step.error !== null && step.error !== undefined);
  const next = failed?.functionID ?? Math.max(-1, ...steps.map((step) => step.functionID)) + 1;
  try {
    return runOf(await DBOS.forkWorkflow<Output>(id, next, { newWorkflowID: newId, applicationVersion: DBOS.applicationVersion }));
  } catch (error) {
    if (await DBOS.getWorkflowStatus(newId)) return runOf(DBOS.retrieveWorkflow<Output>(newId));
    throw error;
  }
}
