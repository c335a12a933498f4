import { DBOS } from '@dbos-inc/dbos-sdk';
import type { WorkflowHandle } from '@dbos-inc/dbos-sdk';
import { reviveError } from './revive-error.ts';

/** Starts of one workflow by recovery after which it is given up as one that crashes its process. */
const MAXIMUM_RECOVERIES = 100;

/** A registered workflow: a function that survives the end of its process, since each of its steps is recorded. */
export interface Workflow<Input, Output> {
  readonly name: string;
  /** The function with its durability; `startWorkflow` calls it. */
  readonly execute: (input: Input) => Promise<Output>;
}

/** One execution of a workflow, in this process or in another. */
export interface WorkflowRun<Output> {
  readonly id: string;
  /** The outcome, however long it takes; throws what the workflow threw. */
  result(): Promise<Output>;
}

/**
 * Registers a function as a workflow, once per name and before the engine is launched, so that recovery finds it. Between steps it must
 * be deterministic: a resumed workflow runs from its start and gets the recorded result of each step that was done. Input and output
 * are stored: plain data, Date, Map, Set and BigInt.
 */
export function workflow<Input, Output>(name: string, execute: (input: Input) => Promise<Output>): Workflow<Input, Output> {
  if (DBOS.isInitialized()) throw new Error(`workflow '${name}' must be registered before the engine is launched`);
  return { name, execute: DBOS.registerWorkflow(execute, { name, maxRecoveryAttempts: MAXIMUM_RECOVERIES }) };
}

/**
 * Starts a workflow; it is stored before this resolves. The id stands for the business event: starting one that exists, running or
 * ended, gives that run, and its input counts. An engine must be launched.
 */
export async function startWorkflow<Input, Output>(
  started: Workflow<Input, Output>,
  id: string,
  input: Input,
): Promise<WorkflowRun<Output>> {
  return runOf(await DBOS.startWorkflow(started.execute, { workflowID: id })(input));
}

/** The run behind a handle of the engine. */
export function runOf<Output>(handle: WorkflowHandle<Output>): WorkflowRun<Output> {
  return {
    id: handle.workflowID,
    result: () =>
      handle.getResult().catch((error: unknown) => {
        throw reviveError(error);
      }),
  };
}
