import { isDeepStrictEqual } from 'node:util';
import type { Violation } from '../../../registry/contract/index.ts';
import { makeScope, resourcesAbove } from './change-scope.ts';
import { computeFields } from './compute-fields.ts';
import type { MockState } from '../outcome.ts';
import { findResourceFaults } from '../resource-answers.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { Resource, ResourceStore } from '../resource-store.ts';
import { computedPointer } from './settle-faults.ts';
import { valueAt } from '../value-at.ts';

/** A resource that is to be stored without a request. */
export interface SeededResource {
  readonly collection: CollectionModel;
  /** Path of the collection, as `normalisePath` writes it. */
  readonly path: string;
  /** Undefined where no field holds it: the store gives one. */
  readonly id: string | undefined;
  readonly value: Resource;
}

/** Seeded resources as the mock is going to have them, or the first of them that does not fit the contract. */
export type SettledSeed =
  | { readonly resources: readonly SeededResource[] }
  | {
      readonly unfit: SeededResource;
      readonly violations: readonly Violation[];
      /** They are in what was given for computed fields. */
      readonly isGiven?: boolean;
    };

/**
 * Works out the computed fields of seeded resources and of those that they lie below, innermost first, and judges them. Nothing is stored.
 *
 * @param atMs the instant on which they come
 * @returns the seeded resources in their order, then those above whose computed fields change
 */
export function settleSeed(mock: MockState, seeded: readonly SeededResource[], atMs: number): SettledSeed {
  for (const resource of seeded) {
    const violations = givenFaults(mock, resource);
    if (violations.length > 0) return { unfit: resource, violations, isGiven: true };
  }
  const trial = { ...mock, store: mock.store.before(0) };
  const own = seeded.map((resource) => ({ ...resource, id: putSeeded(trial.store, resource, atMs), given: resource }));
  const known = new Set(own.map(({ path, id }) => `${path}/${id}`));
  const above = own.flatMap(({ collection, path }) =>
    resourcesAbove(trial, collection, path).flatMap(({ stored, ...place }) => {
      const key = `${place.path}/${place.id}`;
      if (!stored || known.has(key) || mock.index.computedOf(place.collection).length === 0) return [];
      known.add(key);
      return [{ ...place, value: stored.value }];
    }),
  );
  const touched = [...own, ...above].toSorted((left, right) => depthOf(right) - depthOf(left));
  for (const { collection, path, id } of [...touched, ...touched.toReversed()]) {
    const before = trial.store.find(path, id)?.value ?? {};
    const value = computeFields(trial, collection, before, (after) => makeScope(trial, { atMs }, { collection, path, id, before, after }));
    if (!isDeepStrictEqual(value, before)) trial.store.put(path, id, value, atMs);
  }
  const valueOf = ({ path, id, value }: { readonly path: string; readonly id: string; readonly value: Resource }): Resource =>
    trial.store.find(path, id)?.value ?? value;
  const settled = [...own.map((one) => [one.given, valueOf(one)] as const), ...above.map((one) => [one, valueOf(one)] as const)];
  for (const [resource, value] of settled) {
    const violations = findResourceFaults(mock, resource.collection, value);
    if (violations) return { unfit: resource, violations };
  }
  return { resources: settled.map(([resource, value]) => ({ ...resource, value })) };
}

/** What is wrong with values that are given for computed fields: they are going to be worked out, but should be such as the contract has. */
function givenFaults(mock: MockState, { collection, value }: SeededResource): readonly Violation[] {
  if (mock.index.computedOf(collection).length === 0) return [];
  const faults = findResourceFaults(mock, collection, value) ?? [];
  return faults.filter((fault) => computedPointer(mock, collection, fault) !== undefined && valueAt(value, fault.pointer) !== undefined);
}

/** Stores a seeded resource. Returns its id. */
export function putSeeded(store: ResourceStore, { path, id, value }: SeededResource, atMs: number): string {
  return store.put(path, id ?? String(store.nextSequence()), value, atMs).id;
}

function depthOf({ path }: Pick<SeededResource, 'path'>): number {
  return path.split('/').length;
}
