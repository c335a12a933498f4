import { refuse } from '../http/problem.ts';
import { refusal } from './outcome.ts';
import type { Accepted, MockState, Outcome } from './outcome.ts';
import { fillTemplate, lastParameter } from './path-template.ts';
import type { CollectionModel } from './resource-model.ts';
import type { StoredResource } from './resource-store.ts';

/** The item of a collection that a request's path leads to or through. */
export interface FoundItem {
  /** Path of the collection. */
  readonly path: string;
  readonly id: string;
  readonly stored: StoredResource | undefined;
}

/** Finds the item by the request's path parameters, whatever name the operation at hand gives to the item's parameter. */
export function findItem(mock: MockState, collection: CollectionModel, request: Pick<Accepted, 'operation' | 'parameters'>): FoundItem {
  const segments = collection.template.split('/').length;
  const own = request.operation.path.split('/').slice(0, segments + 1);
  const path = fillTemplate(own.slice(0, -1).join('/'), request.parameters.path);
  const id = String(request.parameters.path[lastParameter(own.join('/')) ?? '']);
  return { path, id, stored: mock.store.find(path, id) };
}

/** How a contract's example of a problem says that there is no such resource. */
export const UNKNOWN = /unknown|not.?found|no such|does not exist/i;

/** The refusal for an item that does not exist. It does not repeat the id. */
export function notFound(collection: CollectionModel): Outcome {
  const what = collection.itemTemplate ?? collection.template;
  return refusal(refuse(404, 'NOT_FOUND', `There is no resource at this path of ${what}`, { asDeclared: UNKNOWN }));
}
