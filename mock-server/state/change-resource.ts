import { touchResource } from '../answers/complete-resource.ts';
import { pickMembers } from '../answers/sample-value.ts';
import { isAnnotated, isObject, shapeOf } from '../answers/schema-shape.ts';
import { declaredHeaders } from '../answers/stateless-answers.ts';
import { isJson, successResponse } from '../answers/success-response.ts';
import type { View } from '../behaviour.ts';
import { refuse } from '../http/problem.ts';
import { createUnderId } from './create-resource.ts';
import { findItem, notFound } from './find-item.ts';
import { mergePatch } from './merge-patch.ts';
import { refusal } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { ifMatchHolds } from './precondition.ts';
import { findResourceFaults, resourceAnswers } from './resource-answers.ts';
import type { CollectionModel } from './resource-model.ts';
import { entityTag } from './resource-store.ts';
import type { Resource, StoredResource } from './resource-store.ts';

/** `PUT /xs/{xId}`: the body replaces all but what the system assigns. Creates where the operation declares 201 or nothing else creates. */
export function replaceResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { path, id, stored } = findItem(mock, collection, request);
  if (!stored) {
    const creates = !collection.takesPosts || request.operation.responses.some((response) => response.status === '201');
    return creates ? createUnderId(mock, collection, request, id) : notFound(collection);
  }
  const sendable = sendableMembers(mock, request);
  const kept = (name: string): boolean => name === collection.idField || isReadOnly(mock, collection, name) || !sendable.has(name);
  const next = { ...pickMembers(request.body, (name) => !kept(name)), ...pickMembers(stored.value, kept) };
  return change(mock, collection, request, path, stored, next, (value) => value);
}

/** Members that the request's schema declares: the others are the system's own, and a replacement leaves them. */
function sendableMembers(mock: MockState, request: AcceptedRequest): ReadonlySet<string> {
  const schema = request.operation.requestBody?.content.find(({ mediaType }) => isJson(mediaType))?.schema ?? true;
  return new Set([
    ...shapeOf(mock.compiled.contract, schema).properties.keys(),
    ...Object.keys(isObject(request.body) ? request.body : {}),
  ]);
}

/** `PATCH /xs/{xId}` by JSON merge patch (RFC 7396). Read-only members stay as they are. */
export function patchResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { path, stored } = findItem(mock, collection, request);
  if (!stored) return notFound(collection);
  const patch = pickMembers(request.body, (name) => !isReadOnly(mock, collection, name) && name !== collection.idField);
  return patchWith(mock, collection, request, path, stored, patch, (value) => value);
}

/** PATCH of a view: changes the fields of the resource that the view shows, and answers with the view. */
export function patchView(mock: MockState, collection: CollectionModel, request: AcceptedRequest, view: View): Outcome {
  const { path, stored } = findItem(mock, collection, request);
  if (!stored) return notFound(collection);
  const patch = pickMembers(request.body, (name) => view.fields.includes(name));
  return patchWith(mock, collection, request, path, stored, patch, (value) => pickMembers(value, (name) => view.fields.includes(name)));
}

/** `DELETE /xs/{xId}`: the resource and what lies below it are gone. */
export function deleteResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { path, id, stored } = findItem(mock, collection, request);
  if (!stored) return notFound(collection);
  const conflict = preconditionFault(request, stored);
  if (conflict) return conflict;
  const commit = (): void => mock.store.remove(path, id);
  const success = successResponse(request.operation);
  if (success && !request.media) {
    const headers = declaredHeaders(mock.compiled.contract, request.operation, success.status, mock.contractId);
    return { kind: 'answer', candidates: [{ status: success.status, headers }], commit };
  }
  return { kind: 'answer', candidates: resourceAnswers(mock, request, stored), commit };
}

function patchWith(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  path: string,
  stored: StoredResource,
  patch: Resource,
  show: (value: Resource) => Resource,
): Outcome {
  if (request.mediaType?.startsWith('application/json-patch+json')) {
    return refusal(refuse(500, 'MOCK_CANNOT_ANSWER', 'JSON Patch (RFC 6902) is not spoken by this mock: send a JSON merge patch'));
  }
  const next = mergePatch(stored.value, patch) as Resource;
  return change(mock, collection, request, path, stored, next, show);
}

function change(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  path: string,
  stored: StoredResource,
  next: Resource,
  show: (value: Resource) => Resource,
): Outcome {
  const conflict = preconditionFault(request, stored);
  if (conflict) return conflict;
  const sequence = mock.store.nextSequence();
  const sent = new Set(isObject(request.body) ? Object.keys(request.body) : []);
  const value = touchResource(mock.compiled.contract, collection.properties, next, sent, mock.session.clock.tick());
  const faults = findResourceFaults(mock, collection, value);
  if (faults) {
    return refusal(refuse(422, 'RESOURCE_INVALID', `The changed resource would not fit ${collection.template}`, { violations: faults }));
  }
  return {
    kind: 'answer',
    candidates: resourceAnswers(mock, request, { value: show(value), etag: entityTag(value), sequence }),
    commit: () => void mock.store.put(path, stored.id, value),
  };
}

function preconditionFault(request: AcceptedRequest, stored: StoredResource): Outcome | undefined {
  const name = request.operation.parameters.find(
    (parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === 'if-match',
  )?.name;
  const ifMatch = name && Object.entries(request.parameters.header).find(([header]) => header.toLowerCase() === 'if-match')?.[1];
  if (ifMatch === undefined || ifMatchHolds(String(ifMatch), stored.etag)) return undefined;
  return refusal(refuse(412, 'PRECONDITION_FAILED', 'If-Match does not name the current version: read the resource again'));
}

function isReadOnly(mock: MockState, collection: CollectionModel, name: string): boolean {
  return isAnnotated(mock.compiled.contract, collection.properties.get(name) ?? true, 'readOnly');
}
