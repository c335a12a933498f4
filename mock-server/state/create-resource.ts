import { isDeepStrictEqual } from 'node:util';
import { declaresStatus } from '../answers/declares-status.ts';
import { pickMembers } from '../answers/own-members.ts';
import { annotatedMembers, isObject, shapeOf } from '../answers/schema-shape.ts';
import type { Making } from '../behaviour.ts';
import { refuse } from '../http/refusals/problem.ts';
import { keyParameters } from './find-item.ts';
import type { FoundItem } from './find-item.ts';
import { makeScope } from './behaviour/change-scope.ts';
import { evaluate } from './behaviour/expression.ts';
import type { Expression } from './behaviour/expression.ts';
import { makeResource } from './make-resource.ts';
import type { ResourceMaterial } from './make-resource.ts';
import { refusal, seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { fillAsWritten, fillTemplate, normalisePath, parametersAt, pathSegment, slashed } from './model/path-template.ts';
import { resourceAnswers } from './resource-answers.ts';
import type { CollectionModel } from './model/collection-model.ts';
import type { Resource } from './resource-store.ts';
import { idOf, isKey, keyInPath, namesOfKey } from './model/resource-key.ts';
import { sentResources } from './sent-resource.ts';
import { settleTouched } from './settle-touched.ts';
import { settleChange } from './behaviour/settle-change.ts';
import type { SettledChange } from './behaviour/settle-change.ts';

/**
 * `POST /xs`: what the body holds becomes a resource under the id that it brings, or a generated one; several where it holds a list. An id that is taken is a
 * conflict, unless the collection's PUT makes resources and its POST may change them, too.
 *
 * @param making where and of what it is made instead, where the behaviour file says so
 */
export function createResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest, making?: Making): Outcome {
  const path = fillTemplate(making?.create ?? request.operation.path, request.parameters.path);
  const bases = making
    ? [evaluatedMembers(mock, collection, request, path, making.value)]
    : sentResources(mock, collection, request).map((sent) => assignable(mock, collection, request, sent));
  const made: MadeResource[] = [];
  const trial = bases.length > 1 ? { ...mock, store: mock.store.before(0), fresh: [] } : mock;
  for (const base of bases) {
    const one = makeOne(trial, collection, request, { path, base, sequence: mock.store.nextSequence() });
    if ('kind' in one) return one;
    if (made.some(({ id }) => id === one.id)) return refuseTaken(collection, namesOfKey(collection));
    if (trial !== mock) one.commit();
    made.push(one);
  }
  return showMade(mock, collection, request, path, made);
}

interface MadeResource extends SettledChange {
  readonly id: string;
  readonly sequence: number;
}

function makeOne(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  { path, base, sequence }: Omit<ResourceMaterial, 'seed'>,
): MadeResource | Outcome {
  const known = collection.upserts && request.operation.method === 'POST' ? mock.store.find(path, idOf(collection, base) ?? '') : undefined;
  if (known) {
    const changed = settleTouched(mock, collection, request, { path, stored: known, next: { ...known.value, ...base }, sent: base });
    return 'kind' in changed ? changed : { ...changed, id: known.id, sequence };
  }
  const { id, value } = makeResource(mock, collection, { path, sequence, base, seed: seedOf(mock, request) });
  const taken = mock.store.find(path, id) ? namesOfKey(collection) : findTakenKey(mock, path, value);
  if (taken !== undefined) return refuseTaken(collection, taken);
  const settled = settleChange(mock, request, { collection, path, id, before: undefined, after: value });
  return 'kind' in settled ? settled : { ...settled, id, sequence };
}

function refuseTaken({ template }: CollectionModel, key: string): Outcome {
  const detail = `A resource with this ${key} already exists in ${template}`;
  return refusal(refuse(409, 'RESOURCE_EXISTS', detail, { asDeclared: /exists|already|duplicate|in use/i }));
}

function showMade(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  path: string,
  made: readonly MadeResource[],
): Outcome {
  const [first, ...others] = made;
  const location = first && others.length === 0 ? locationOf(collection, request, path, first) : undefined;
  const shown = {
    value: first?.value,
    others: others.map(({ value }) => value),
    etag: first?.etag ?? '',
    sequence: first?.sequence ?? mock.store.nextSequence(),
    ...(location === undefined ? {} : { location }),
  };
  return {
    kind: 'answer',
    candidates: resourceAnswers(mock, collection, request, shown),
    events: made.flatMap(({ events }) => events),
    commit() {
      mock.store.asOne(() => {
        for (const one of made) one.commit(mock);
      });
    },
  };
}

/** The path of the item, as the contract writes it: below the collection, or with the keys of OData. */
function locationOf(
  { template, itemTemplate, keys }: CollectionModel,
  { mountPath }: AcceptedRequest,
  path: string,
  { id, value }: MadeResource,
): string | undefined {
  if (itemTemplate === undefined) return undefined;
  if (slashed(itemTemplate) === itemTemplate) return `${mountPath}${path}/${pathSegment(id)}`;
  const named = Object.fromEntries(keys.map(({ field, parameter = field }) => [parameter, value[field]]));
  return `${mountPath}${fillAsWritten(itemTemplate, { ...parametersAt(template, path), ...named })}`;
}

/** `PUT /xs/{xId}` where there is none yet: the resource gets the id of the path. */
export function createUnderId(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  { path, id }: Pick<FoundItem, 'path' | 'id'>,
): Outcome {
  const sequence = mock.store.nextSequence();
  const [sent = {}] = sentResources(mock, collection, request);
  const base = { ...assignable(mock, collection, request, sent), ...keyInPath(collection, keyParameters(collection, request)) };
  const made = makeResource(mock, collection, { path, sequence, base, seed: seedOf(mock, request) });
  const status = declaresStatus(request.operation, 201) ? 201 : undefined;
  const settled = settleChange(mock, request, { collection, path, id, before: undefined, after: made.value });
  if ('kind' in settled) return settled;
  const { value, etag, events, commit } = settled;
  return {
    kind: 'answer',
    candidates: resourceAnswers(mock, collection, request, { value, etag, sequence }, status),
    events,
    commit,
  };
}

/** Fields that a lookup finds one resource by are unique in its collection: their names when another resource has the same values. One that lacks a field has none. */
function findTakenKey(mock: MockState, path: string, value: Resource): string | undefined {
  for (const lookup of mock.model.lookups) {
    if (lookup.many || normalisePath(lookup.collection) !== path) continue;
    const fields = Object.keys(lookup.match);
    if (fields.some((field) => value[field] === undefined)) continue;
    for (const stored of mock.store.list(path)) {
      if (fields.every((field) => isDeepStrictEqual(stored.value[field], value[field]))) return fields.join(' and ');
    }
  }
  return undefined;
}

/** What the request says of a resource: its path and what it sends, without what only the system sets and what a resource cannot have. */
function assignable(mock: MockState, collection: CollectionModel, { parameters }: AcceptedRequest, sent: Resource): Resource {
  const { contract } = mock.compiled;
  const { properties, schema = true } = collection;
  const isOwn = (name: string): boolean => collection.idParameter?.split(',').includes(name) ?? false;
  const inPath = pickMembers(parameters.path, (name) => properties.has(name) && !isOwn(name));
  const readOnly = annotatedMembers(contract, schema, 'readOnly');
  const { isClosed } = shapeOf(contract, schema);
  const isTaken = (name: string): boolean => isKey(collection, name) || (!readOnly.has(name) && (!isClosed || properties.has(name)));
  return { ...inPath, ...(readOnly.size === 0 && !isClosed ? sent : pickMembers(sent, isTaken)) };
}

function evaluatedMembers(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  path: string,
  value: Expression,
): Resource {
  const made = evaluate(value, makeScope(mock, request, { collection, path, id: '', before: undefined, after: undefined }));
  return isObject(made) ? made : {};
}
