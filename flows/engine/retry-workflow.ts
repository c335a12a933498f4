import { DBOS } from '@dbos-inc/dbos-sdk';
import { runOf, type WorkflowRun } from './workflow.ts';

/**
 * Takes a workflow that failed up again, as a new one with the same input: the steps that were done keep their results, the step that
 * failed is executed again. Retrying with an id that exists gives that run.
 *
 * @param id of the workflow that failed
 * @param newId of the one that goes on
 * @returns undefined when there is no such workflow, or when no step of it failed
 */
export async function retryWorkflow<Output>(id: string, newId: string): Promise<WorkflowRun<Output> | undefined> {
  if (await DBOS.getWorkflowStatus(newId)) return runOf(DBOS.retrieveWorkflow<Output>(newId));
  const steps = await DBOS.listWorkflowSteps(id);
  const failed = steps?.find((step) => step.error !== null && step.error !== undefined);
  if (!failed) return undefined;
  return runOf(await DBOS.forkWorkflow<Output>(id, failed.functionID, { newWorkflowID: newId }));
}
