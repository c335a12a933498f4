import { firstPermitted } from '../answers/answer.ts';
import { statelessAnswers } from '../answers/stateless-answers.ts';
import { isObject } from '../answers/schema-shape.ts';
import { successResponse } from '../answers/success-response.ts';
import { refuse } from '../http/problem.ts';
import { refusal, seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { fillTemplate, lastParameter } from './path-template.ts';
import type { CollectionModel } from './resource-model.ts';
import { entityTag } from './resource-store.ts';
import type { StoredResource } from './resource-store.ts';

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
  return { path, id: String(id), stored: mock.store.find(path, String(id)) };
}

/**
 * Finds the item like `findItem`; where the mock is lenient and nobody removed it, one that nobody made is there all the same, with values that
 * the contract's examples and the seed decide. It is not stored before it is changed.
 */
export function findOrImagine(mock: MockState, collection: CollectionModel, request: AcceptedRequest): FoundItem {
  const found = findItem(mock, collection, request);
  if (found.stored || mock.strict || mock.store.wasRemoved(found.path, found.id)) return found;
  return { ...found, stored: imagine(mock, collection, request, found) };
}

/** True when the item, or one that it lies below, is known not to be there. */
export function isMissing(
  mock: MockState,
  collection: CollectionModel,
  request: Pick<AcceptedRequest, 'operation' | 'parameters'>,
): boolean {
  const { path, id, stored } = findItem(mock, collection, request);
  return !stored && (mock.strict || mock.store.wasRemoved(path, id));
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
  const seed = `${seedOf(mock, request)} ${path}/${id}`;
  const media = { declared: json, concrete: json.mediaType };
  const given = placeOf(collection, request).id;
  function* candidates(): ReturnType<typeof statelessAnswers> {
    const own = [...statelessAnswers(mock.compiled.contract, reader as NonNullable<typeof reader>, media, seed)];
    for (const answer of own) {
      if (idField !== undefined && isObject(answer.value)) yield { ...answer, value: { ...answer.value, [idField]: given } };
    }
    yield* own;
  }
  const permitted = firstPermitted(mock.compiled, reader, candidates());
  const value = 'answer' in permitted ? permitted.answer.value : undefined;
  return isObject(value) ? { id, sequence: 0, value, etag: entityTag(value) } : undefined;
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
