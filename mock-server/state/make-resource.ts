import type { Contract, Schema } from '../../registry/contract/index.ts';
import { completeResource } from '../answers/complete-resource.ts';
import { setMember } from '../answers/own-members.ts';
import { resolveSchema } from '../answers/schema-shape.ts';
import { idAt, idCandidates } from './make-id.ts';
import type { IdMaterial } from './make-id.ts';
import type { MockState } from './outcome.ts';
import { idOf } from './model/resource-key.ts';
import type { KeyField } from './model/key-field.ts';
import type { CollectionModel } from './model/collection-model.ts';
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
  const { schema, keys } = collection;
  const material = { sequence, instantMs: mock.session.clock.tick(), seed: `${begin} ${path} ${sequence}` };
  const isFree = (id: string): boolean => !mock.store.find(path, id);
  const known = keys.every(({ field }) => base[field] !== undefined) ? base : withFreeKey(contract, collection, base, material, isFree);
  const value = schema === undefined ? known : completeResource(contract, schema, known, { ...material, isNew: true });
  const id = idOf(collection, value) ?? freeIdInPath(contract, collection, material, isFree) ?? String(sequence);
  return { id: id.toWellFormed(), value };
}

/** The resource with the first values of the key that it lacks, so that nobody has its id; with the last that were tried, where all are taken. */
function withFreeKey(
  contract: Contract,
  collection: CollectionModel,
  base: Resource,
  material: IdMaterial,
  isFree: (id: string) => boolean,
): Resource {
  const missing = collection.keys.filter(({ field }) => base[field] === undefined);
  const isFreeWith = (value: Resource): boolean => isFree((idOf(collection, value) ?? '').toWellFormed());
  const likeliest: Record<string, unknown> = { ...base };
  for (const key of missing) setMember(likeliest, key.field, idAt(contract, key.field, idSchema(contract, collection, key), material, 0));
  if (missing.every(({ field }) => likeliest[field] !== undefined) && isFreeWith(likeliest)) return likeliest;
  const candidates = missing.map((key) => idCandidates(contract, key.field, idSchema(contract, collection, key), material));
  let last = base;
  for (;;) {
    const values = candidates.map((one) => one.next());
    if (values.some(({ done }) => done)) return last;
    last = { ...base, ...Object.fromEntries(missing.map(({ field }, index) => [field, values[index]?.value])) };
    if (isFreeWith(last)) return last;
  }
}

/** An id that only the path has, where not every text is one. */
function freeIdInPath(
  contract: Contract,
  { reader, idParameter }: CollectionModel,
  material: IdMaterial,
  isFree: (id: string) => boolean,
): string | undefined {
  const schema = parameterSchema(contract, reader, idParameter);
  if (schema?.['type'] !== 'string' || !['format', 'pattern', 'minLength', 'enum'].some((keyword) => keyword in schema)) return undefined;
  for (const id of idCandidates(contract, 'id', schema, material)) if (isFree(textOf(id).toWellFormed())) return textOf(id);
  return undefined;
}

/** What an id must be: as its field has it, and as the path of an item takes it, where both can be. Found out once. */
function idSchema(contract: Contract, collection: CollectionModel, key: KeyField): Schema {
  let schema = idSchemas.get(key);
  if (schema === undefined) idSchemas.set(key, (schema = findIdSchema(contract, collection, key)));
  return schema;
}

const idSchemas = new WeakMap<KeyField, Schema>();

function findIdSchema(contract: Contract, { properties, reader }: CollectionModel, { field, parameter }: KeyField): Schema {
  const own = resolveSchema(contract, properties.get(field) ?? true);
  const inPath = parameterSchema(contract, reader, parameter);
  if (inPath === undefined || typeof own !== 'object' || own['allOf'] !== undefined) return own;
  return own['type'] === undefined || own['type'] === inPath['type'] ? { ...inPath, ...own } : own;
}

function parameterSchema(
  contract: Contract,
  reader: CollectionModel['reader'],
  parameter: string | undefined,
): Exclude<Schema, boolean> | undefined {
  const declared = reader?.parameters.find((one) => one.in === 'path' && one.name === parameter);
  const schema = declared && resolveSchema(contract, declared.schema);
  return typeof schema === 'object' ? schema : undefined;
}
