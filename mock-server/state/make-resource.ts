import { completeResource } from '../answers/complete-resource.ts';
import { idCandidates } from './make-id.ts';
import type { MockState } from './outcome.ts';
import type { CollectionModel } from './resource-model.ts';
import type { Resource } from './resource-store.ts';
import { textOf } from './text-of.ts';

/** What a resource is made of. */
export interface ResourceMaterial {
  /** Path of its collection. */
  readonly path: string;
  readonly sequence: number;
  readonly base: Resource;
  readonly seed: string;
}

/** Makes a resource of what is known, completed by the contract, under the id that it brings or one that is free. Takes a tick of the clock. */
export function makeResource(
  mock: MockState,
  collection: CollectionModel,
  { path, sequence, base, seed: begin }: ResourceMaterial,
): { readonly id: string; readonly value: Resource } {
  const { contract } = mock.compiled;
  const { schema, idField } = collection;
  const material = { sequence, instantMs: mock.session.clock.tick(), seed: `${begin} ${path} ${sequence}` };
  const whole = (known: Resource): Resource => (schema === undefined ? known : completeResource(contract, schema, known, material));
  if (idField === undefined) return { id: String(sequence), value: whole(base) };
  const isChosen = base[idField] !== undefined;
  const value = whole(isChosen ? base : { ...base, [idField]: freeId(mock, collection, idField, path, material) });
  return { id: textOf(value[idField] ?? sequence).toWellFormed(), value };
}

/** The first id that nobody has; the last that was tried, where all are taken. */
function freeId(
  mock: MockState,
  { properties }: CollectionModel,
  idField: string,
  path: string,
  material: Parameters<typeof idCandidates>[3],
): unknown {
  let last: unknown;
  for (const id of idCandidates(mock.compiled.contract, idField, properties.get(idField) ?? true, material)) {
    if (!mock.store.find(path, textOf(id).toWellFormed())) return id;
    last = id;
  }
  return last;
}
