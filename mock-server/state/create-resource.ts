import { isDeepStrictEqual } from 'node:util';
import { pickMembers } from '../answers/own-members.ts';
import { annotatedMembers, isObject, shapeOf } from '../answers/schema-shape.ts';
import type { Making } from '../behaviour.ts';
import { refuse } from '../http/problem.ts';
import { makeScope } from './change-scope.ts';
import { evaluate } from './expression.ts';
import type { Expression } from './expression.ts';
import { makeResource } from './make-resource.ts';
import { refusal, seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { fillTemplate, normalisePath, pathSegment } from './path-template.ts';
import { resourceAnswers } from './resource-answers.ts';
import type { CollectionModel } from './resource-model.ts';
import type { Resource } from './resource-store.ts';
import { settleChange } from './settle-change.ts';

/**
 * `POST /xs`: the body becomes a resource under the id that it brings, or a generated one. An id that is taken is a conflict.
 *
 * @param making where and of what it is made instead, where the behaviour file says so
 */
export function createResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest, making?: Making): Outcome {
  const path = fillTemplate(making?.create ?? collection.template, request.parameters.path);
  const sequence = mock.store.nextSequence();
  const base = making ? evaluatedMembers(mock, collection, request, path, making.value) : sentMembers(mock, collection, request);
  const made = makeResource(mock, collection, { path, sequence, base, seed: seedOf(mock, request) });
  const taken = mock.store.find(path, made.id) ? (collection.idField ?? 'id') : findTakenKey(mock, path, made.value);
  if (taken !== undefined) {
    const detail = `A resource with this ${taken} already exists in ${collection.template}`;
    return refusal(refuse(409, 'RESOURCE_EXISTS', detail, { asDeclared: /exists|already|duplicate|in use/i }));
  }
  const settled = settleChange(mock, request, { collection, path, id: made.id, before: undefined, after: made.value });
  if ('kind' in settled) return settled;
  const { etag, events, commit } = settled;
  const location = collection.itemTemplate === undefined ? undefined : `${request.mountPath}${path}/${pathSegment(made.id)}`;
  const shown = { value: settled.value, etag, sequence, ...(location === undefined ? {} : { location }) };
  return { kind: 'answer', candidates: resourceAnswers(mock, request, shown), events, commit };
}

/** `PUT /xs/{xId}` where there is none yet: the resource gets the id of the path. */
export function createUnderId(mock: MockState, collection: CollectionModel, request: AcceptedRequest, id: string): Outcome {
  const path = fillTemplate(collection.template, request.parameters.path);
  const sequence = mock.store.nextSequence();
  const withId = collection.idField === undefined ? {} : { [collection.idField]: request.parameters.path[collection.idParameter ?? ''] };
  const base = { ...sentMembers(mock, collection, request), ...withId };
  const made = makeResource(mock, collection, { path, sequence, base, seed: seedOf(mock, request) });
  const status = request.operation.responses.some((response) => response.status === '201') ? 201 : undefined;
  const settled = settleChange(mock, request, { collection, path, id, before: undefined, after: made.value });
  if ('kind' in settled) return settled;
  const { value, etag, events, commit } = settled;
  return {
    kind: 'answer',
    candidates: resourceAnswers(mock, request, { value, etag, sequence }, status),
    events,
    commit,
  };
}

/** Fields that a lookup finds one resource by are unique in its collection: their names when another resource has the same values. */
function findTakenKey(mock: MockState, path: string, value: Resource): string | undefined {
  for (const lookup of mock.model.lookups) {
    if (lookup.many || normalisePath(lookup.collection) !== path) continue;
    const fields = Object.keys(lookup.match);
    for (const stored of mock.store.list(path)) {
      if (fields.every((field) => isDeepStrictEqual(stored.value[field], value[field]))) return fields.join(' and ');
    }
  }
  return undefined;
}

/** What the request says of a resource: its path and its body, without what only the system sets and what a resource cannot have. */
function sentMembers(
  mock: MockState,
  { idField, idParameter, properties, schema }: CollectionModel,
  { parameters, body }: AcceptedRequest,
): Resource {
  const { contract } = mock.compiled;
  const inPath = pickMembers(parameters.path, (name) => properties.has(name) && name !== idParameter);
  const readOnly = annotatedMembers(contract, schema ?? true, 'readOnly');
  const { isClosed } = shapeOf(contract, schema ?? true);
  const isTaken = (name: string): boolean => name === idField || (!readOnly.has(name) && (!isClosed || properties.has(name)));
  const sent = readOnly.size === 0 && !isClosed && isObject(body) ? body : pickMembers(body, isTaken);
  return { ...inPath, ...sent };
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
