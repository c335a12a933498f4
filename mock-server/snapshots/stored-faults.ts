import { formatPlace } from '../../errors.ts';
import { childPointer } from '../../registry/contract/index.ts';
import type { Violation } from '../../registry/contract/index.ts';
import { pickMembers } from '../answers/own-members.ts';
import { annotatedMembers } from '../answers/schema-shape.ts';
import type { MockState } from '../state/outcome.ts';
import { matchTemplate } from '../state/model/path-template.ts';
import { findResourceFaults } from '../state/resource-answers.ts';
import type { CollectionModel } from '../state/model/collection-model.ts';
import type { StoreSnapshot } from '../state/resource-store.ts';
import { textOf } from '../state/text-of.ts';

type Collections = StoreSnapshot['collections'];
type Kept = Collections[string][number] & { readonly unfit?: true };

/**
 * The collections of a snapshot, with `unfit` on resources that the mock took as they were sent though readers' schemas don't allow them: those are as little
 * judged when they come back.
 */
export function markUnfit(mock: MockState, collections: Collections): Collections {
  const marked = Object.entries(collections).map(([path, resources]) => {
    const collection = collectionAt(mock, path);
    if (!collection) return [path, resources] as const;
    return [path, resources.map((kept) => (faultsOf(mock, collection, kept).length === 0 ? kept : { ...kept, unfit: true }))] as const;
  });
  return Object.fromEntries(marked);
}

/** What is wrong with the resources of a snapshot, with pointers into its collections; undefined for a collection that the mock does not keep. */
export function snapshotFaults(mock: MockState, collections: Collections): readonly Violation[] | { readonly unknown: string } {
  const faults: Violation[] = [];
  for (const [path, resources] of Object.entries(collections)) {
    const collection = collectionAt(mock, path);
    if (!collection) return { unknown: path };
    for (const [index, kept] of (resources as readonly Kept[]).entries()) {
      if (kept.unfit) continue;
      const at = `${childPointer('', path)}/${index}/value`;
      for (const { code, message, part, pointer, expected, place } of faultsOf(mock, collection, kept)) {
        faults.push({ code, message, part, pointer: at + pointer, expected, place });
      }
    }
  }
  return faults;
}

/** Says what of the stored resources does not fit the contract, if anything: how many, and the first with its place in the contract. */
export function describeUnfit(mock: MockState): string | undefined {
  const faults = snapshotFaults(mock, mock.store.snapshot().collections);
  if ('unknown' in faults) return `what is stored of '${faults.unknown}' is out of reach: the contract has no such collection now`;
  const [first] = faults;
  if (!first) return undefined;
  const count = new Set(faults.map(({ pointer }) => pointer.split('/').slice(0, 3).join('/'))).size;
  return `${count} stored ${count === 1 ? 'resource does' : 'resources do'} not fit the contract now: ${first.message} (${formatPlace(first.place)})`;
}

function collectionAt({ model }: MockState, path: string): CollectionModel | undefined {
  return model.collections.find(({ template }) => matchTemplate(template, path) !== undefined);
}

/** What a reader would find wrong with a stored resource, and an id that is not the one that it is stored under. */
function faultsOf(mock: MockState, collection: CollectionModel, { id, value }: Kept): readonly Violation[] {
  const faults = findResourceFaults(mock, collection, visible(mock, collection, value)) ?? [];
  const { idField, reader } = collection;
  if (idField === undefined || !reader || textOf(value[idField]).toWellFormed() === id) return faults;
  const { contract } = mock.compiled;
  const message = 'expected the id that the resource is stored under, found another';
  const place = contract.locate(reader.location);
  return [...faults, { code: 'invalid-body', message, part: 'body', pointer: childPointer('', idField), expected: reader.location, place }];
}

function visible({ compiled }: MockState, { schema, properties }: CollectionModel, value: Kept['value']): Kept['value'] {
  if (schema === undefined || properties.size === 0) return value;
  const secrets = annotatedMembers(compiled.contract, schema, 'writeOnly');
  return pickMembers(value, (name) => !secrets.has(name));
}
