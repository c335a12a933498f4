import type { Behaviour, Emission, Move, Rule, Transitions } from '../../behaviour.ts';
import { orderComputed } from './computed-order.ts';
import type { ComputedField } from './computed-order.ts';
import { isArrival, listOf } from './arrivals.ts';
import { positional } from '../model/path-template.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { Resource } from '../resource-store.ts';
import { parseDuration } from '../virtual-clock.ts';

/** A move that a resource makes by itself so long after its last change. */
export interface TimedMove {
  readonly move: Move;
  readonly afterMs: number;
}

/** What a behaviour file says, by what it is asked for at a change. */
export interface BehaviourIndex {
  transitionsOf(collection: CollectionModel): Transitions | undefined;
  /** Does any resource move by itself as time goes by? */
  readonly hasTimedMoves: boolean;
  /** The moves that resources of the collection make by themselves, by the state that they are in; undefined where there are none. */
  timedMovesOf(collection: CollectionModel): ReadonlyMap<string, readonly TimedMove[]> | undefined;
  /** Each after those that it is worked out of. */
  computedOf(collection: CollectionModel): readonly ComputedField[];
  /** What must hold for what an operation does. */
  rulesOf(operationId: string | undefined): readonly Rule[];
  /** What a change emits: by the operation that made it, then by the state that the resource has come to. */
  emissionsOf(
    operationId: string | undefined,
    collection: CollectionModel,
    before: Resource | undefined,
    after: Resource,
  ): readonly Emission[];
}

/** Indexes a behaviour file. */
export function indexBehaviour(behaviour: Behaviour | undefined): BehaviourIndex {
  const byTemplate = <T>(table: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
    new Map(Object.entries(table).map(([template, value]) => [positional(template), value]));
  const transitions = byTemplate(behaviour?.transitions ?? {});
  const timed = new Map([...transitions].flatMap(([key, { moves }]) => (moves.some(isTimed) ? [[key, timedMoves(moves)] as const] : [])));
  const computed = new Map(
    [...byTemplate(behaviour?.computed ?? {})].map(([template, fields]) => [template, orderComputed(Object.entries(fields)).fields]),
  );
  const byOperation = new Map<string, Emission[]>();
  const byState = new Map<string, Emission[]>();
  const add = (index: Map<string, Emission[]>, key: string, emission: Emission): void =>
    void index.set(key, [...(index.get(key) ?? []), emission]);
  for (const emission of behaviour?.emits ?? []) {
    const { on } = emission;
    if (isArrival(on)) for (const to of listOf(on.to)) add(byState, `${positional(on.resource)} ${to}`, emission);
    else for (const name of listOf(on)) add(byOperation, name, emission);
  }
  const rules = new Map(Object.entries(behaviour?.rules ?? {}));
  const keys = new Map<CollectionModel, string>();
  const keyOf = (collection: CollectionModel): string => {
    let key = keys.get(collection);
    if (key === undefined) keys.set(collection, (key = positional(collection.itemTemplate ?? `${collection.template}/{}`)));
    return key;
  };
  return {
    transitionsOf: (collection) => transitions.get(keyOf(collection)),
    hasTimedMoves: timed.size > 0,
    timedMovesOf: (collection) => (timed.size > 0 ? timed.get(keyOf(collection)) : undefined),
    computedOf: (collection) => computed.get(keyOf(collection)) ?? [],
    rulesOf: (operationId) => rules.get(operationId ?? '') ?? [],
    emissionsOf(operationId, collection, before, after) {
      const emitted = byOperation.get(operationId ?? '') ?? [];
      if (byState.size === 0) return emitted;
      const key = keyOf(collection);
      const field = transitions.get(key)?.field;
      if (field === undefined || before?.[field] === after[field]) return emitted;
      return [...emitted, ...(byState.get(`${key} ${String(after[field])}`) ?? [])];
    },
  };
}

function isTimed({ after }: Move): boolean {
  return after !== undefined;
}

function timedMoves(moves: readonly Move[]): ReadonlyMap<string, readonly TimedMove[]> {
  const byState = new Map<string, TimedMove[]>();
  for (const move of moves.filter(isTimed)) {
    const timed = { move, afterMs: parseDuration(move.after ?? '') ?? 0 };
    for (const state of listOf(move.from)) byState.set(state, [...(byState.get(state) ?? []), timed]);
  }
  return byState;
}
