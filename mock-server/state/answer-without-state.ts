import { statelessAnswers } from '../answers/stateless-answers.ts';
import { seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';

/** An answer that looks at no resource: examples of the contract, or generated values. */
export function answerWithoutState(mock: MockState, request: AcceptedRequest): Outcome {
  const { operation, media, parameters } = request;
  const seed = `${seedOf(mock, request)} ${operation.key}`;
  const isSame = media?.declared.examples.length === 1 || operation.parameters.every((parameter) => parameter.in !== 'path');
  return {
    kind: 'answer',
    candidates: statelessAnswers(mock.compiled.contract, operation, media, seed, parameters.path),
    key: `${seed}\n${media?.concrete}${isSame ? '' : `\n${JSON.stringify(parameters.path)}`}`,
  };
}
