import { declaresStatus } from '../answers/declares-status.ts';
import { pickMembers } from '../answers/own-members.ts';
import { isAnnotated, isObject, shapeOf } from '../answers/schema-shape.ts';
import { declaredHeaders } from '../answers/stateless-answers.ts';
import { successResponse } from '../answers/success-response.ts';
import type { View } from '../behaviour.ts';
import { refuse } from '../http/refusals/problem.ts';
import { createUnderId } from './create-resource.ts';
import { findItem, findOrImagine, notFound } from './find-item.ts';
import { applyJsonPatch, isJsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { refusal } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { preconditionFault } from './precondition.ts';
import { resourceAnswers } from './resource-answers.ts';
import type { CollectionModel } from './model/collection-model.ts';
import type { Resource, StoredResource } from './resource-store.ts';
import { isKey } from './model/resource-key.ts';
import { sentResources, sentSchema } from './sent-resource.ts';
import { settleTouched } from './settle-touched.ts';
import { settleChange } from './behaviour/settle-change.ts';

/** `PUT /xs/{xId}`: the body replaces all but what the system assigns. Creates where the operation declares 201 or nothing else creates. */
export function replaceResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { path, id, stored: known } = findItem(mock, collection, request);
  const creates = !collection.takesPosts || declaresStatus(request.operation, 201);
  const stored = known ?? (creates ? undefined : findOrImagine(mock, collection, request).stored);
  if (!stored) {
    if (!creates) return notFound(collection);
    return preconditionFault(request, undefined) ?? createUnderId(mock, collection, request, { path, id });
  }
  const [sent = {}] = sentResources(mock, collection, request);
  const sendable = sendableMembers(mock, collection, request, sent);
  const { properties, schema } = collection;
  const isForeign = (name: string): boolean => properties.size > 0 && !properties.has(name);
  const { isClosed } = shapeOf(mock.compiled.contract, schema ?? true);
  const kept = (name: string): boolean => isSystems(mock, collection, name) || (!sendable.has(name) && !isForeign(name));
  const isTaken = (name: string): boolean => !isClosed || !isForeign(name);
  const next = {
    ...pickMembers(sent, (name) => !kept(name) && isTaken(name)),
    ...pickMembers(stored.value, (name) => kept(name) && isTaken(name)),
  };
  return change(mock, collection, request, path, stored, next, (value) => value);
}

/** Members that the request's schema declares: the others are the system's own, and a replacement leaves them. */
function sendableMembers(mock: MockState, collection: CollectionModel, request: AcceptedRequest, sent: Resource): ReadonlySet<string> {
  const { properties } = shapeOf(mock.compiled.contract, sentSchema(mock, collection, request));
  return new Set([...properties.keys(), ...Object.keys(sent)]);
}

/** `PATCH /xs/{xId}` by JSON Patch (RFC 6902) or JSON merge patch (RFC 7396), as the media type says. Read-only members stay as they are. */
export function patchResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { path, stored } = findOrImagine(mock, collection, request);
  if (!stored) return notFound(collection);
  return patchWith(
    mock,
    collection,
    request,
    path,
    stored,
    (name) => isSystems(mock, collection, name),
    (value) => value,
  );
}

/** PATCH of a view: changes the fields of the resource that the view shows, and answers with the view. */
export function patchView(mock: MockState, collection: CollectionModel, request: AcceptedRequest, view: View): Outcome {
  const { path, stored } = findOrImagine(mock, collection, request);
  if (!stored) return notFound(collection);
  const isKept = (name: string): boolean => !view.fields.includes(name);
  return patchWith(mock, collection, request, path, stored, isKept, (value) => pickMembers(value, (name) => !isKept(name)));
}

/** `DELETE /xs/{xId}`: the resource and what lies below it are gone. */
export function deleteResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { path, id, stored } = findOrImagine(mock, collection, request);
  if (!stored) return notFound(collection);
  const conflict = preconditionFault(request, stored.etag);
  if (conflict) return conflict;
  const settled = settleChange(mock, request, { collection, path, id, before: stored.value, after: undefined });
  if ('kind' in settled) return settled;
  const { events, commit } = settled;
  const success = successResponse(request.operation);
  if (success && !request.media) {
    const headers = declaredHeaders(mock.compiled.contract, request.operation, success.status, mock.contractId);
    return { kind: 'answer', candidates: [{ status: success.status, headers }], events, commit };
  }
  return { kind: 'answer', candidates: resourceAnswers(mock, collection, request, stored), events, commit };
}

function patchWith(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  path: string,
  stored: StoredResource,
  isKept: (name: string) => boolean,
  show: (value: Resource) => Resource,
): Outcome {
  if (!isJsonPatch(request.mediaType)) {
    const [sent = {}] = sentResources(mock, collection, request);
    const next = mergePatch(
      stored.value,
      pickMembers(sent, (name) => !isKept(name)),
    ) as Resource;
    return change(mock, collection, request, path, stored, next, show);
  }
  const conflict = preconditionFault(request, stored.etag);
  if (conflict) return conflict;
  const patched = applyJsonPatch(show(stored.value), request.body);
  if ('problem' in patched) return refusal(patched);
  if (!isObject(patched.value)) return refusal(refuse(422, 'RESOURCE_INVALID', 'The patch leaves no object'));
  const next = { ...pickMembers(stored.value, isKept), ...pickMembers(patched.value, (name) => !isKept(name)) };
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
  const [sent = {}] = isJsonPatch(request.mediaType) ? [] : sentResources(mock, collection, request);
  const settled = settleTouched(mock, collection, request, { path, stored, next, sent });
  if ('kind' in settled) return settled;
  const { value, etag, events, commit } = settled;
  const shown = { value: show(value), etag, sequence: mock.store.nextSequence() };
  return { kind: 'answer', candidates: resourceAnswers(mock, collection, request, shown), events, commit };
}

/** Members that no request changes: what identifies the resource, and what only the system sets. */
function isSystems(mock: MockState, collection: CollectionModel, name: string): boolean {
  return isKey(collection, name) || isAnnotated(mock.compiled.contract, collection.properties.get(name) ?? true, 'readOnly');
}
