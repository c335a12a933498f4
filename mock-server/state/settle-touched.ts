import { isDeepStrictEqual } from 'node:util';
import { touchResource } from '../answers/complete-resource.ts';
import { settleChange } from './behaviour/settle-change.ts';
import type { SettledChange } from './behaviour/settle-change.ts';
import type { CollectionModel } from './model/collection-model.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { preconditionFault } from './precondition.ts';
import type { Resource, StoredResource } from './resource-store.ts';

/** What a request makes of a resource that is there. */
export interface Replacement {
  /** Path of its collection. */
  readonly path: string;
  readonly stored: StoredResource;
  /** What it is to be, before the system touches it. */
  readonly next: Resource;
  /** What the request says of it: these members are the caller's, even where they stay the same. */
  readonly sent: Resource;
}

/**
 * Settles the change of a resource that is there, under the request's preconditions. Members that say when it changed and how often are touched, unless the
 * request sends or changes them. Takes a tick of the clock.
 */
export function settleTouched(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  { path, stored, next, sent }: Replacement,
): SettledChange | Outcome {
  const conflict = preconditionFault(request, stored.etag);
  if (conflict) return conflict;
  const { id, value: before } = stored;
  const changed = Object.keys(next).filter((name) => !isDeepStrictEqual(before[name], next[name]));
  const callers = new Set([...changed, ...Object.keys(sent)]);
  const after = touchResource(mock.compiled.contract, collection.properties, next, callers, mock.session.clock.tick());
  return settleChange(mock, request, { collection, path, id, before, after });
}
