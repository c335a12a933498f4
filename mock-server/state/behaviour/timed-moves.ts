import { touchResource } from '../../answers/complete-resource.ts';
import type { Move } from '../../behaviour.ts';
import type { Agenda } from './agenda.ts';
import { makeScope } from './change-scope.ts';
import type { MockState } from '../outcome.ts';
import { matchTemplate } from '../model/path-template.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { StoredResource } from '../resource-store.ts';
import { settleChange } from './settle-change.ts';
import { makeMove } from './transitions.ts';
import { textOf } from '../text-of.ts';

/**
 * Makes the moves that a resource has made by itself since its last change, by the session's clock, each as a request would: with what it
 * sets, computed fields, and the events that it emits.
 */
export function passTime(mock: MockState, collection: CollectionModel, path: string, stored: StoredResource): StoredResource {
  const transitions = mock.index.transitionsOf(collection);
  if (!transitions) return stored;
  let current = stored;
  for (let made = 0; made <= transitions.moves.length; made++) {
    const due = nextMove(mock, collection, current);
    const moved = due && due.atMs <= mock.session.clock.now() ? makeTimedMove(mock, collection, path, current, due) : undefined;
    if (!moved) return current;
    current = moved;
  }
  return current;
}

/** Does the same for all resources of a collection, where its transitions have moves by time. */
export function passTimeInAll(mock: MockState, collection: CollectionModel, path: string): void {
  if (!mock.index.timedMovesOf(collection)) return;
  for (const stored of mock.store.list(path)) passTime(mock, collection, path, stored);
}

/** Makes the moves that are due at once of the resources that have just changed. */
export function passTimeOfFresh(mock: MockState): void {
  for (const { collection, path, id } of mock.fresh.splice(0)) {
    const stored = mock.store.find(path, id);
    if (stored) passTime(mock, collection, path, stored);
  }
}

/** The moves that resources make by themselves as the session's clock goes on; undefined where the behaviour file has none. */
export function agendaOfMoves(template: Pick<MockState, 'model' | 'index'>, stateNow: () => MockState): Agenda | undefined {
  if (!template.index.hasTimedMoves) return undefined;
  const timed = template.model.collections.filter((collection) => template.index.timedMovesOf(collection));
  return timed.length === 0 ? undefined : new MovesByTime(stateNow(), timed);
}

/** A move that a resource makes by itself, and when. */
interface DueMove {
  readonly move: Move;
  readonly atMs: number;
}

interface WaitingMove {
  readonly collection: CollectionModel;
  readonly path: string;
  readonly id: string;
  readonly atMs: number;
}

/** One resource makes so many moves at one move of the clock at most: those of some go round in a circle. */
const MAX_MOVES = 1000;

class MovesByTime implements Agenda {
  private readonly mock: MockState;
  private readonly collections: readonly CollectionModel[];
  /** The latest first. */
  private waiting: WaitingMove[] = [];
  private isComplete = false;
  /** How often each resource was moved: MAX_MOVES for one that cannot be. */
  private readonly made = new Map<string, number>();

  constructor(mock: MockState, collections: readonly CollectionModel[]) {
    this.mock = mock;
    this.collections = collections;
  }

  nextMs(): number | undefined {
    if (this.waiting.length === 0 && !this.isComplete) this.findWaiting();
    return this.waiting.at(-1)?.atMs;
  }

  run(): void {
    const next = this.waiting.pop();
    if (!next) return;
    // What a move leads to may change other resources: they are looked for when this list is done.
    this.isComplete = false;
    const { collection, path, id } = next;
    const stored = this.mock.store.find(path, id);
    const due = stored && nextMove(this.mock, collection, stored);
    if (!due || due.atMs !== next.atMs) return;
    const moved = makeTimedMove(this.mock, collection, path, stored, due);
    const made = moved ? (this.made.get(`${path}/${id}`) ?? 0) + 1 : MAX_MOVES;
    this.made.set(`${path}/${id}`, made);
    const following = moved && made < MAX_MOVES ? nextMove(this.mock, collection, moved) : undefined;
    if (following) this.add({ collection, path, id, atMs: following.atMs });
  }

  private findWaiting(): void {
    this.isComplete = true;
    const found: WaitingMove[] = [];
    for (const collection of this.collections) {
      for (const path of this.mock.store.paths()) {
        if (matchTemplate(collection.template, path) === undefined) continue;
        for (const stored of this.mock.store.list(path)) {
          const due = nextMove(this.mock, collection, stored);
          if (due && (this.made.get(`${path}/${stored.id}`) ?? 0) < MAX_MOVES)
            found.push({ collection, path, id: stored.id, atMs: due.atMs });
        }
      }
    }
    this.waiting = found.reverse().sort((left, right) => right.atMs - left.atMs);
  }

  /** Behind those that are due at the same time. */
  private add(move: WaitingMove): void {
    let index = this.waiting.length;
    while (index > 0 && (this.waiting[index - 1]?.atMs ?? 0) <= move.atMs) index--;
    this.waiting.splice(index, 0, move);
  }
}

function nextMove(mock: MockState, collection: CollectionModel, { value, changedMs }: StoredResource): DueMove | undefined {
  const field = mock.index.transitionsOf(collection)?.field;
  const moves = mock.index.timedMovesOf(collection)?.get(textOf(value[field ?? '']));
  if (!moves) return undefined;
  let next: DueMove | undefined;
  for (const { move, afterMs } of moves) {
    const atMs = changedMs + afterMs;
    if (!next || atMs < next.atMs) next = { move, atMs };
  }
  return next;
}

/** Undefined where the resource would no longer fit: it stays as it is. */
function makeTimedMove(
  mock: MockState,
  collection: CollectionModel,
  path: string,
  { id, value: before }: StoredResource,
  { move, atMs }: DueMove,
): StoredResource | undefined {
  const transitions = mock.index.transitionsOf(collection);
  if (!transitions) return undefined;
  const cause = { atMs };
  const moved = makeMove(transitions, move, makeScope(mock, cause, { collection, path, id, before, after: before }));
  const changed = new Set(Object.keys(moved).filter((name) => moved[name] !== before[name]));
  const after = touchResource(mock.compiled.contract, collection.properties, moved, changed, atMs);
  const settled = settleChange(mock, cause, { collection, path, id, before, after, isMove: true });
  if ('kind' in settled) return undefined;
  settled.commit();
  if (settled.events.length > 0) mock.tell(settled.events, atMs);
  return mock.store.find(path, id);
}
