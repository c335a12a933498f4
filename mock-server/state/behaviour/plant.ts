import { isObject } from '../../answers/schema-shape.ts';
import { refuse } from '../../http/refusals/problem.ts';
import type { Refusal } from '../../http/refusals/problem.ts';
import type { MockState } from '../outcome.ts';
import { matchTemplate, normalisePath } from '../model/path-template.ts';
import { idOf, namesOfKey } from '../model/resource-key.ts';
import { putSeeded, settleSeed } from './settle-seed.ts';
import type { SeededResource } from './settle-seed.ts';

/**
 * Makes what adds resources to what a mock remembers, or replaces those of the same id, computed fields worked out; a refusal where one of them does not fit.
 *
 * @param seed resources by collection path, as mock.yaml has them
 */
export function prepareSeed(mock: MockState, seed: unknown): Refusal | (() => void) {
  if (!isObject(seed)) return refuse(400, 'SEED_MALFORMED', 'Send {"<contract id>": {"/collection": [{…}, …]}}');
  const seeded: SeededResource[] = [];
  const places = new Map<SeededResource, string>();
  for (const [path, resources] of Object.entries(seed)) {
    const collection = mock.model.collections.find(({ template }) => matchTemplate(template, path) !== undefined);
    if (!collection) return refuse(422, 'SEED_INVALID', `'${path}' is no collection that the mock of ${mock.contractId} keeps`);
    if (!Array.isArray(resources)) return refuse(400, 'SEED_MALFORMED', `'${path}' is not a list of resources`);
    for (const [index, value] of (resources as readonly unknown[]).entries()) {
      const at = `resource ${index} of '${path}'`;
      if (!isObject(value)) return refuse(400, 'SEED_MALFORMED', `${at} is no object`);
      const id = idOf(collection, value);
      if (collection.keys.length > 0 && id === undefined) {
        return refuse(422, 'SEED_INVALID', `${at} lacks '${namesOfKey(collection)}', which is its id`);
      }
      const resource = { collection, path: normalisePath(path), id, value };
      seeded.push(resource);
      places.set(resource, at);
    }
  }
  const now = mock.session.clock.now();
  const settled = settleSeed(mock, seeded, now);
  if ('unfit' in settled) {
    const at = places.get(settled.unfit) ?? `the resource above, of '${settled.unfit.path}',`;
    return refuse(422, 'SEED_INVALID', `${at} does not fit the contract`, { violations: settled.violations });
  }
  return () => {
    for (const resource of settled.resources) putSeeded(mock.store, resource, now);
    mock.store.forgetChanges();
  };
}
