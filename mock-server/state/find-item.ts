import { firstPermitted } from '../answers/answer.ts';
import type { Answer } from '../answers/answer.ts';
import { statelessAnswers } from '../answers/stateless-answers.ts';
import { isObject } from '../answers/schema-shape.ts';
import { successResponse } from '../answers/success-response.ts';
import { refuse } from '../http/problem.ts';
import { refusal, lastingSeedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { fillTemplate, lastParameter } from './path-template.ts';
import type { CollectionModel } from './resource-model.ts';
import { entityTag } from './resource-store.ts';
import type { StoredResource } from './resource-store.ts';
import { passTime } from './timed-moves.ts';
import { textOf } from './text-of.ts';

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
  const stored = mock.store.find(path, textOf(id));
  return { path, id: textOf(id), stored: stored && passTime(mock, collection, path, stored) };
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

function imagine(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  { path, id }: FoundItem,
): StoredResource | undefined {
  const { reader, idField } = collection;
  const json = reader && successResponse(reader)?.json;
  if (!reader || !json) return undefined;
  const seed = `${lastingSeedOf(mock, request)} ${path}/${id}`;
  const media = { declared: json, concrete: json.mediaType };
  const given = placeOf(collection, request).id;
  const answers = statelessAnswers(mock.compiled.contract, reader, media, seed, request.parameters.path);
  const permitted = firstPermitted(mock.compiled, reader, idField === undefined ? answers : withId(answers, idField, given), ({ value }) =>
    isObject(value) ? value : undefined,
  );
  if (!('result' in permitted)) return undefined;
  return { id, sequence: 0, value: permitted.result, changedMs: 0, etag: entityTag(permitted.result) };
}

function* withId(answers: Iterable<Answer>, idField: string, id: unknown): Generator<Answer> {
  for (const answer of answers) {
    if (isObject(answer.value)) yield { ...answer, value: { ...answer.value, [idField]: id } };
    yield answer;
  }
}

function placeOf(
  collection: CollectionModel,
  request: Pick<AcceptedRequest, 'operation' | 'parameters'>,
): { readonly path: string; readonly id: unknown } {
  const segments = collection.template.split('/').length;
  const own = request.operation.path.split('/').slice(0, segments + 1);
  const path = fillTemplate(own.slice(0, -1).join('/'), request.parameters.path);
  return { path, id: request.parameters.path[lastParameter(own.join('/')) ?? ''] };
}

/** How a contract's example of a problem says that there is no such resource. */
export const UNKNOWN = /unknown|not.?found|no such|does not exist/i;

/** The refusal for an item that does not exist. It does not repeat the id. */
export function notFound(collection: CollectionModel): Outcome {
  const what = collection.itemTemplate ?? collection.template;
  return refusal(refuse(404, 'NOT_FOUND', `There is no resource at this path of ${what}`, { asDeclared: UNKNOWN }));
}
