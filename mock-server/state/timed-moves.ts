import type { Move } from '../behaviour.ts';
import type { Scope } from './expression.ts';
import type { MockState } from './outcome.ts';
import type { CollectionModel } from './resource-model.ts';
import type { Resource, StoredResource } from './resource-store.ts';
import { listOf, makeMove } from './transitions.ts';
import { parseDuration } from './virtual-clock.ts';
import { textOf } from './text-of.ts';

/** Makes the moves that a resource has made by itself since its last change, by the session's clock, and stores it. */
export function passTime(mock: MockState, collection: CollectionModel, path: string, stored: StoredResource): StoredResource {
  const transitions = mock.index.transitionsOf(collection);
  if (!transitions) return stored;
  let current = stored;
  for (let made = 0; made <= transitions.moves.length; made++) {
    const due = nextMove(transitions.moves, current, transitions.field);
    if (!due || due.atMs > mock.session.clock.now()) return current;
    current = mock.store.put(path, current.id, makeMove(transitions, due.move, scopeOf(current.value, due.atMs)), due.atMs);
  }
  return current;
}

/** Does the same for all resources of a collection, where its transitions have moves by time. */
export function passTimeInAll(mock: MockState, collection: CollectionModel, path: string): void {
  if (!mock.index.transitionsOf(collection)?.moves.some(({ after }) => after !== undefined)) return;
  for (const stored of mock.store.list(path)) passTime(mock, collection, path, stored);
}

function nextMove(
  moves: readonly Move[],
  { value, changedMs }: StoredResource,
  field: string,
): { readonly move: Move; readonly atMs: number } | undefined {
  const due = moves.flatMap((move) => {
    const waitMs = move.after === undefined ? undefined : parseDuration(move.after);
    return waitMs !== undefined && listOf(move.from).includes(textOf(value[field])) ? [{ move, atMs: changedMs + waitMs }] : [];
  });
  return due.toSorted((left, right) => left.atMs - right.atMs)[0];
}

function scopeOf(resource: Resource, now: number): Scope {
  return { resource, before: resource, parent: undefined, body: undefined, now, children: () => [], collection: () => [] };
}
