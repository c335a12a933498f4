import type { Behaviour, Emission, Transitions } from '../behaviour.ts';
import { listOf } from './transitions.ts';
import { positional } from './path-template.ts';
import type { CollectionModel } from './resource-model.ts';
import type { Expression } from './expression.ts';

/** What a behaviour file says, by what it is asked for at a change. */
export interface BehaviourIndex {
  transitionsOf(collection: CollectionModel): Transitions | undefined;
  computedOf(collection: CollectionModel): readonly (readonly [pointer: string, value: Expression])[];
  emissionsOf(operationId: string | undefined): readonly Emission[];
}

/** Indexes a behaviour file. */
export function indexBehaviour(behaviour: Behaviour | undefined): BehaviourIndex {
  const byTemplate = <T>(table: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
    new Map(Object.entries(table).map(([template, value]) => [positional(template), value]));
  const transitions = byTemplate(behaviour?.transitions ?? {});
  const computed = new Map([...byTemplate(behaviour?.computed ?? {})].map(([template, fields]) => [template, Object.entries(fields)]));
  const emissions = new Map<string, Emission[]>();
  for (const emission of behaviour?.emits ?? []) {
    for (const name of listOf(emission.on)) emissions.set(name, [...(emissions.get(name) ?? []), emission]);
  }
  const keyOf = ({ template, itemTemplate }: CollectionModel): string => positional(itemTemplate ?? `${template}/{}`);
  return {
    transitionsOf: (collection) => transitions.get(keyOf(collection)),
    computedOf: (collection) => computed.get(keyOf(collection)) ?? [],
    emissionsOf: (operationId) => emissions.get(operationId ?? '') ?? [],
  };
}
