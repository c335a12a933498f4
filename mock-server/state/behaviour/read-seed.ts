import { InterlockError } from '../../../errors.ts';
import { escapePointerSegment } from '../../../registry/contract/index.ts';
import type { Violation } from '../../../registry/contract/index.ts';
import type { Behaviour } from '../../behaviour.ts';
import type { MockState } from '../outcome.ts';
import { matchTemplate, normalisePath } from '../model/path-template.ts';
import { idOf, namesOfKey } from '../model/resource-key.ts';
import { ResourceStore } from '../resource-store.ts';
import { Session } from '../sessions.ts';
import { computedFault } from './settle-faults.ts';
import { settleSeed } from './settle-seed.ts';
import type { SeededResource } from './settle-seed.ts';
import { CLOCK_START_MS } from '../virtual-clock.ts';

type Seeding = Omit<MockState, 'store' | 'session' | 'fresh' | 'tell'> & { readonly behaviour: Behaviour };

/**
 * The resources that a behaviour file seeds, with their computed fields.
 *
 * @throws InterlockError WORKSPACE_INVALID, with its place in the behaviour file, for one that does not fit, has no id, or an id that another one has.
 */
export function readSeed(mock: Seeding): readonly SeededResource[] {
  const { behaviour } = mock;
  const invalid = (pointer: string, message: string): InterlockError =>
    new InterlockError('WORKSPACE_INVALID', message, { place: behaviour.locate(pointer) });
  const seeded: SeededResource[] = [];
  const pointers = new Map<SeededResource, string>();
  for (const [path, resources] of Object.entries(behaviour.seed)) {
    const collection = mock.model.collections.find(({ template }) => matchTemplate(template, path) !== undefined);
    if (!collection) continue;
    const ids = new Set<string>();
    for (const [index, value] of resources.entries()) {
      const pointer = `/seed/${escapePointerSegment(path)}/${index}`;
      const id = idOf(collection, value);
      const [key] = collection.keys;
      if (key && id === undefined) throw invalid(pointer, `'${namesOfKey(collection)}' is missing: it is the id of the resource`);
      if (id !== undefined && ids.has(id)) {
        throw key
          ? invalid(`${pointer}/${escapePointerSegment(key.field)}`, `two resources of '${path}' have this id`)
          : invalid(pointer, `'${path}' is one resource`);
      }
      if (id !== undefined) ids.add(id);
      const resource = { collection, path: normalisePath(path), id, value };
      seeded.push(resource);
      pointers.set(resource, pointer);
    }
  }
  const settled = settleSeed(
    { ...mock, store: new ResourceStore(), session: new Session(''), fresh: [], tell() {} },
    seeded,
    CLOCK_START_MS,
  );
  if (!('unfit' in settled)) return settled.resources;
  const { unfit, violations, isGiven } = settled;
  const blamed = isGiven ? undefined : computedFault(mock, unfit.collection, violations);
  if (blamed) throw new InterlockError('WORKSPACE_INVALID', blamed.message, blamed.place ? { place: blamed.place } : {});
  throw invalid(`${pointers.get(unfit) ?? '/seed'}${violations[0]?.pointer ?? ''}`, describe(violations[0]));
}

function describe(fault: Violation | undefined): string {
  return fault ? `${fault.message} (${fault.place.file}:${fault.place.line ?? 1})` : 'the resource does not fit the contract';
}
