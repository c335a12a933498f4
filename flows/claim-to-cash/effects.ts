import { InterlockError } from '../../errors.ts';
import { step } from '../engine/index.ts';

/** How an effect on a system ended. A system that does not answer is neither: it throws, and the delivery waits in the queue. */
export type Effect<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'refused'; readonly code: 'REFUSED' | 'CONTRACT_VIOLATED'; readonly detail: string };

/** A system's answer that it will not: a declared 4xx, with the title of its problem details. */
export interface Refusal {
  readonly refused: string;
}

/**
 * Does an effect as a recorded step. A refusal and a broken contract are values, since trying again would not help.
 *
 * @throws InterlockError TARGET_UNAVAILABLE when the system does not answer
 */
export async function effect<Result>(name: string, execute: () => Promise<Result | Refusal>): Promise<Effect<Result>> {
  return step(name, async () => {
    try {
      const answer = await execute();
      if (isRefusal(answer)) return { kind: 'refused', code: 'REFUSED', detail: answer.refused };
      return { kind: 'done', result: answer };
    } catch (error) {
      if (error instanceof InterlockError && error.code === 'CONTRACT_VIOLATED') {
        return { kind: 'refused', code: 'CONTRACT_VIOLATED', detail: error.detail };
      }
      throw error;
    }
  });
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refused' in answer;
}
