import { completeResource } from '../answers/complete-resource.ts';
import { sampleValue } from '../answers/sample-value.ts';
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
  { schema, idField, properties }: CollectionModel,
  { path, sequence, base, seed: begin }: ResourceMaterial,
): { readonly id: string; readonly value: Resource } {
  const { contract } = mock.compiled;
  const instantMs = mock.session.clock.tick();
  for (let attempt = 0; ; attempt++) {
    const seed = `${begin} ${path} ${sequence}${attempt === 0 ? '' : `.${attempt}`}`;
    let value: Resource = schema === undefined ? base : completeResource(contract, schema, base, { sequence, instantMs, seed });
    if (idField !== undefined && value[idField] === undefined) {
      value = { ...value, [idField]: sampleValue(contract, properties.get(idField) ?? true, `${seed} id`, 'plain') };
    }
    const id = textOf((idField === undefined ? undefined : value[idField]) ?? sequence).toWellFormed();
    const isChosen = idField !== undefined && base[idField] !== undefined;
    if (isChosen || attempt === 8 || !mock.store.find(path, id)) return { id, value };
  }
}
