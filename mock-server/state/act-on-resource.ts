import type { Answer } from '../answers/answer.ts';
import { statelessAnswers } from '../answers/stateless-answers.ts';
import { findOrImagine, notFound } from './find-item.ts';
import { seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { preconditionFault } from './precondition.ts';
import { resourceAnswers } from './resource-answers.ts';
import type { ShownResource } from './resource-answers.ts';
import type { CollectionModel } from './model/collection-model.ts';
import { settleChange } from './behaviour/settle-change.ts';

/** `POST /xs/{xId}/submit`, answered with the item, where nothing says what it does: the item as it is, under the rules of the operation. */
export function actOnResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { path, id, stored } = findOrImagine(mock, collection, request);
  if (!stored) return notFound(collection);
  const conflict = preconditionFault(request, stored.etag);
  if (conflict) return conflict;
  const settled = settleChange(mock, request, { collection, path, id, before: stored.value, after: stored.value, isMove: true });
  if ('kind' in settled) return settled;
  const shown = { value: settled.value, etag: stored.etag, sequence: stored.sequence };
  return { kind: 'answer', candidates: answersOf(mock, collection, request, shown), events: settled.events };
}

function* answersOf(mock: MockState, collection: CollectionModel, request: AcceptedRequest, shown: ShownResource): Generator<Answer> {
  yield* resourceAnswers(mock, collection, request, shown);
  const { operation, media, parameters } = request;
  yield* statelessAnswers(mock.compiled.contract, operation, media, `${seedOf(mock, request)} ${operation.key}`, parameters.path);
}
