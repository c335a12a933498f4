import { DBOS } from '@dbos-inc/dbos-sdk';
import { reviveError } from './revive-error.ts';

/** When a failed step is tried again. The waits live in memory: an outage of hours is no matter for them. */
export interface StepRetry {
  /** Executions in all. */
  readonly attempts: number;
  /** Wait before the second attempt; each later one is twice as long. */
  readonly firstWaitSeconds: number;
  /** Whether this failure may pass by itself. */
  readonly isTransient: (error: unknown) => boolean;
}

/**
 * Does one step of the workflow that calls it, and records its outcome: when the workflow is resumed, a recorded step gives its result,
 * or throws its error, without being executed. A step whose process ended before the record is executed again, so its effect needs an
 * idempotency key. Without `retry` its first failure is its outcome. Outside a workflow it just calls `execute`.
 */
export async function step<Result>(name: string, execute: () => Promise<Result>, retry?: StepRetry): Promise<Result> {
  try {
    return await DBOS.runStep(execute, { name, ...(retry && retryConfig(retry)) });
  } catch (error) {
    throw reviveError(lastFailure(error));
  }
}

function retryConfig(retry: StepRetry): {
  retriesAllowed: true;
  maxAttempts: number;
  intervalSeconds: number;
  shouldRetry: (error: unknown) => boolean;
} {
  return { retriesAllowed: true, maxAttempts: retry.attempts, intervalSeconds: retry.firstWaitSeconds, shouldRetry: retry.isTransient };
}

/** The engine wraps the failures of a step that was given up; the last one says why. */
function lastFailure(error: unknown): unknown {
  const attempts = (error as { readonly errors?: unknown }).errors;
  if (!(error instanceof Error) || !/exceeded its maximum of \d+ retries/.test(error.message) || !Array.isArray(attempts)) return error;
  return attempts.at(-1) ?? error;
}
