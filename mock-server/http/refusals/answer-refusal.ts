import type { HttpOperation } from '../../../registry/contract/index.ts';
import { declaredResponse } from '../../answers/success-response.ts';
import type { MockState } from '../../state/outcome.ts';
import { permitAnswer } from '../permit-answer.ts';
import type { Refusal } from './problem.ts';
import { refusalAnswers } from './refusal-answers.ts';
import type { WrittenAnswer } from '../send-answer.ts';
import { writeProblem } from './write-problem.ts';

/**
 * Writes a refusal as the operation declares it, in a media type that the caller accepts where there is one; as plain problem details (RFC 9457)
 * where it does not declare the status, or declares a shape that no refusal fits.
 *
 * @param operation undefined where it is not known, or its own words are not wanted
 */
export function answerRefusal(
  { contractId, compiled }: Pick<MockState, 'contractId' | 'compiled'>,
  operation: HttpOperation | undefined,
  refusal: Refusal,
  accept: string | undefined,
): WrittenAnswer {
  if (operation && declaredResponse(operation, refusal.problem.status)) {
    const seed = `${contractId} ${operation.key} ${refusal.problem.status}`;
    const written = permitAnswer(compiled, operation, refusalAnswers(compiled.contract, operation, refusal, seed, accept));
    if (!('problem' in written)) return written;
  }
  return writeProblem(refusal);
}
