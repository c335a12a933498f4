import { touchResource } from '../../answers/complete-resource.ts';
import { findOrImagine, notFound } from '../find-item.ts';
import type { AcceptedRequest, MockState, Outcome } from '../outcome.ts';
import { preconditionFault } from '../precondition.ts';
import { resourceAnswers } from '../resource-answers.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { Resource } from '../resource-store.ts';
import { makeScope } from './change-scope.ts';
import { settleChange } from './settle-change.ts';
import { listOf } from './arrivals.ts';
import { makeMove, refuseMove } from './transitions.ts';
import { textOf } from '../text-of.ts';

/** `POST /xs/{xId}/submit`: an operation whose whole effect is a move of the field of state. An item that nobody made is where it may begin. */
export function moveResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { path, id, stored } = findOrImagine(mock, collection, request);
  const transitions = mock.index.transitionsOf(collection);
  if (!stored || !transitions) return notFound(collection);
  const conflict = preconditionFault(request, stored.etag);
  if (conflict) return conflict;
  const moves = transitions.moves.filter(({ by }) => listOf(by).includes(request.operation.operationId ?? ''));
  const isImagined = stored.sequence === 0;
  const move = isImagined ? moves[0] : moves.find(({ from }) => listOf(from).includes(textOf(stored.value[transitions.field])));
  if (!move) return refuseMove(transitions, stored.value);
  const before: Resource = isImagined ? { ...stored.value, [transitions.field]: listOf(move.from)[0] } : stored.value;
  const instantMs = mock.session.clock.tick();
  const moved = makeMove(transitions, move, makeScope(mock, request, { collection, path, id, before, after: before }));
  const changed = new Set(Object.keys(moved).filter((name) => moved[name] !== before[name]));
  const after = touchResource(mock.compiled.contract, collection.properties, moved, changed, instantMs);
  const settled = settleChange(mock, request, { collection, path, id, before, after, isMove: true });
  if ('kind' in settled) return settled;
  const { value, etag, events, commit } = settled;
  const shown = { value, etag, sequence: mock.store.nextSequence() };
  return { kind: 'answer', candidates: resourceAnswers(mock, collection, request, shown), events, commit };
}
