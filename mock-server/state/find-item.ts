import { firstPermitted } from '../answers/answer.ts';
import type { Answer } from '../answers/answer.ts';
import { statelessAnswers } from '../answers/stateless-answers.ts';
import { isObject } from '../answers/schema-shape.ts';
import { readableMedia, successResponse } from '../answers/success-response.ts';
import { refuse } from '../http/refusals/problem.ts';
import { refusal, lastingSeedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { fillTemplate, idText, lastParameter, slashed } from './model/path-template.ts';
import { keyInPath } from './model/resource-key.ts';
import type { CollectionModel } from './model/collection-model.ts';
import { mapAtPlace, valuesAtPlace } from './model/resource-place.ts';
import { entityTag } from './resource-store.ts';
import type { StoredResource } from './resource-store.ts';
import { passTime } from './behaviour/timed-moves.ts';

/** The item of a collection that a request's path leads to or through. */
export interface FoundItem {
  /** Path of the collection. */
  readonly path: string;
  readonly id: string;
  readonly stored: StoredResource | undefined;
}

/** Finds the item by the request's path parameters, whatever name the operation at hand gives to the item's parameter. */
export function findItem(
  mock: MockState,
  collection: CollectionModel,
  request: Pick<AcceptedRequest, 'operation' | 'parameters'>,
): FoundItem {
  const { path, id } = placeOf(collection, request);
  const stored = mock.store.find(path, id);
  return { path, id, stored: stored && passTime(mock, collection, path, stored) };
}

/**
 * Finds the item like `findItem`; where the mock is lenient and nobody removed it, one that nobody made is there all the same, with values that
 * the contract's examples and the seed decide. It is not stored before it is changed.
 */
export function findOrImagine(mock: MockState, collection: CollectionModel, request: AcceptedRequest): FoundItem {
  const found = findItem(mock, collection, request);
  return canBeImagined(mock, found) ? { ...found, stored: imagine(mock, collection, request, found) } : found;
}

/** True for an item that nobody made and nobody removed, in a mock that is lenient. */
export function canBeImagined(mock: MockState, { path, id, stored }: FoundItem): boolean {
  return !stored && !mock.strict && !mock.store.wasRemoved(path, id);
}

/** True when the item, or one that it lies below, is known not to be there. */
export function isMissing(
  mock: MockState,
  collection: CollectionModel,
  request: Pick<AcceptedRequest, 'operation' | 'parameters'>,
): boolean {
  const found = findItem(mock, collection, request);
  return !found.stored && !canBeImagined(mock, found);
}

function imagine(mock: MockState, collection: CollectionModel, request: AcceptedRequest, found: FoundItem): StoredResource | undefined {
  const { reader } = collection;
  const media = reader && readableMedia(successResponse(reader));
  if (!reader || !media) return undefined;
  const place = collection.placeIn(media.schema);
  const permitted = firstPermitted(mock.compiled, reader, imaginedBodies(mock, collection, request, found), ({ value }) => {
    const [resource] = valuesAtPlace(value, place);
    return isObject(resource) ? resource : undefined;
  });
  if (!('result' in permitted)) return undefined;
  return { id: found.id, sequence: 0, value: permitted.result, changedMs: 0, etag: entityTag(permitted.result) };
}

/** What the reader of the collection answers of an item that nobody made: it has the id that its path says. */
export function* imaginedBodies(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  { path, id }: Pick<FoundItem, 'path' | 'id'>,
): Generator<Answer> {
  const { reader } = collection;
  const declared = reader && readableMedia(successResponse(reader));
  if (!reader || !declared) return;
  const media = { declared, concrete: declared.mediaType };
  const place = collection.placeIn(declared.schema);
  const parameters = keyParameters(collection, request);
  const key = keyInPath(collection, parameters);
  const seed = `${lastingSeedOf(mock, request)} ${path}/${id}`;
  for (const answer of statelessAnswers(mock.compiled.contract, reader, media, seed, parameters)) {
    const value = mapAtPlace(answer.value, place, (resource) => (isObject(resource) ? { ...resource, ...key } : resource));
    if (collection.keys.length > 0) yield { ...answer, value };
    yield answer;
  }
}

/** The path parameters of a request, those of the item by the names that its collection gives them. */
export function keyParameters(
  collection: CollectionModel,
  { operation, parameters }: Pick<AcceptedRequest, 'operation' | 'parameters'>,
): Readonly<Record<string, unknown>> {
  const named = collection.idParameter?.split(',') ?? [];
  const given = lastParameter(ownPath(collection, operation.path))?.split(',') ?? [];
  const values = given.map((name, index) => [named[index] ?? name, parameters.path[name]] as const);
  return { ...parameters.path, ...Object.fromEntries(values) };
}

function placeOf(
  collection: CollectionModel,
  { operation, parameters }: Pick<AcceptedRequest, 'operation' | 'parameters'>,
): { readonly path: string; readonly id: string } {
  const own = ownPath(collection, operation.path);
  if (collection.isSingleton) return { path: fillTemplate(own, parameters.path), id: '' };
  const path = fillTemplate(own.slice(0, own.lastIndexOf('/')), parameters.path);
  return { path, id: idText(lastParameter(own) ?? '', parameters.path) ?? 'undefined' };
}

/** The part of a path that leads to an item of a collection. */
function ownPath({ template, isSingleton }: CollectionModel, path: string): string {
  const segments = template.split('/').length;
  return slashed(path)
    .split('/')
    .slice(0, isSingleton ? segments : segments + 1)
    .join('/');
}

/** How a contract's example of a problem says that there is no such resource. */
export const UNKNOWN = /unknown|not.?found|no such|does not exist/i;

/** The refusal for an item that does not exist. It does not repeat the id. */
export function notFound(collection: CollectionModel): Outcome {
  const what = collection.itemTemplate ?? collection.template;
  return refusal(refuse(404, 'NOT_FOUND', `There is no resource at this path of ${what}`, { asDeclared: UNKNOWN }));
}
