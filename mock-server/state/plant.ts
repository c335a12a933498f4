import { isObject } from '../answers/schema-shape.ts';
import { refuse } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';
import type { MockState } from './outcome.ts';
import { matchTemplate, normalisePath } from './path-template.ts';
import { findResourceFaults } from './resource-answers.ts';
import type { Resource, StoreSnapshot } from './resource-store.ts';
import { textOf } from './text-of.ts';

/**
 * Adds resources to what a mock remembers, or replaces those of the same id: all of them or, where one does not fit, none.
 *
 * @param seed resources by collection path, as mock.yaml has them
 */
export function plantResources(mock: MockState, seed: unknown): Refusal | undefined {
  if (!isObject(seed)) return refuse(400, 'SEED_MALFORMED', 'Send {"<contract id>": {"/collection": [{…}, …]}}');
  const planted: { readonly path: string; readonly id: string | undefined; readonly value: Resource }[] = [];
  for (const [path, resources] of Object.entries(seed)) {
    const collection = mock.model.collections.find(({ template }) => matchTemplate(template, path) !== undefined);
    if (!collection) return refuse(422, 'SEED_INVALID', `'${path}' is no collection that the mock of ${mock.contractId} keeps`);
    if (!Array.isArray(resources)) return refuse(400, 'SEED_MALFORMED', `'${path}' is not a list of resources`);
    for (const [index, value] of (resources as readonly unknown[]).entries()) {
      const at = `resource ${index} of '${path}'`;
      if (!isObject(value)) return refuse(400, 'SEED_MALFORMED', `${at} is no object`);
      const { idField } = collection;
      const id = idField === undefined ? undefined : value[idField];
      if (idField !== undefined && id === undefined) return refuse(422, 'SEED_INVALID', `${at} lacks '${idField}', which is its id`);
      const violations = findResourceFaults(mock, collection, value);
      if (violations) return refuse(422, 'SEED_INVALID', `${at} does not fit the contract`, { violations });
      planted.push({ path: normalisePath(path), id: id === undefined ? undefined : textOf(id), value });
    }
  }
  for (const { path, id, value } of planted) {
    mock.store.put(path, id ?? String(mock.store.nextSequence()), value, mock.session.clock.now());
  }
  return undefined;
}

/** True for a value that a store once gave as its snapshot. */
export function isSnapshot(value: unknown): value is StoreSnapshot {
  if (!isObject(value) || !Number.isSafeInteger(value['sequence']) || !isObject(value['collections'])) return false;
  if (!Array.isArray(value['removed']) || !value['removed'].every((path) => typeof path === 'string')) return false;
  return Object.values(value['collections']).every((resources) => Array.isArray(resources) && resources.every(isStored));
}

function isStored(value: unknown): boolean {
  if (!isObject(value) || typeof value['id'] !== 'string' || !isObject(value['value'])) return false;
  return Number.isSafeInteger(value['sequence']) && typeof value['changedMs'] === 'number';
}
