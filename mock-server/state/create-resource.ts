import { isDeepStrictEqual } from 'node:util';
import { completeResource } from '../answers/complete-resource.ts';
import { pickMembers, sampleValue } from '../answers/sample-value.ts';
import { isAnnotated, isObject } from '../answers/schema-shape.ts';
import { refuse } from '../http/problem.ts';
import { refusal, seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { fillTemplate, normalisePath, pathSegment } from './path-template.ts';
import { resourceAnswers } from './resource-answers.ts';
import type { CollectionModel } from './resource-model.ts';
import type { Resource } from './resource-store.ts';
import { settleChange } from './settle-change.ts';
import { textOf } from './text-of.ts';

/** `POST /xs`: the body becomes a resource under the id that it brings, or a generated one. An id that is taken is a conflict. */
export function createResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const path = fillTemplate(collection.template, request.parameters.path);
  const sequence = mock.store.nextSequence();
  const made = makeResource(mock, collection, request, path, sequence);
  const taken = mock.store.find(path, made.id) ? (collection.idField ?? 'id') : findTakenKey(mock, path, made.value);
  if (taken !== undefined) {
    const detail = `A resource with this ${taken} already exists in ${collection.template}`;
    return refusal(refuse(409, 'RESOURCE_EXISTS', detail, { asDeclared: /exists|already|duplicate|in use/i }));
  }
  const settled = settleChange(mock, request, { collection, path, id: made.id, before: undefined, after: made.value });
  if ('kind' in settled) return settled;
  const { value, etag, events, commit } = settled;
  const location = collection.itemTemplate === undefined ? undefined : `${request.mountPath}${path}/${pathSegment(made.id)}`;
  const shown = { value, etag, sequence, ...(location === undefined ? {} : { location }) };
  return { kind: 'answer', candidates: resourceAnswers(mock, request, shown), events, commit };
}

/** `PUT /xs/{xId}` where there is none yet: the resource gets the id of the path. */
export function createUnderId(mock: MockState, collection: CollectionModel, request: AcceptedRequest, id: string): Outcome {
  const path = fillTemplate(collection.template, request.parameters.path);
  const sequence = mock.store.nextSequence();
  const withId = collection.idField === undefined ? {} : { [collection.idField]: request.parameters.path[collection.idParameter ?? ''] };
  const made = makeResource(mock, collection, request, path, sequence, withId);
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

function makeResource(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  path: string,
  sequence: number,
  given: Resource = {},
): { readonly id: string; readonly value: Resource } {
  const contract = mock.compiled.contract;
  const { idField, properties, schema } = collection;
  const sent = pickMembers(request.body, (name) => name === idField || !isAnnotated(contract, properties.get(name) ?? true, 'readOnly'));
  const inPath = pickMembers(request.parameters.path, (name) => properties.has(name) && name !== collection.idParameter);
  const base = { ...inPath, ...sent, ...given };
  const instantMs = mock.session.clock.tick();
  for (let attempt = 0; ; attempt++) {
    const seed = `${seedOf(mock, request)} ${path} ${sequence}${attempt === 0 ? '' : `.${attempt}`}`;
    let value: Resource = schema === undefined ? base : completeResource(contract, schema, base, { sequence, instantMs, seed });
    if (idField !== undefined && value[idField] === undefined) {
      value = { ...value, [idField]: sampleValue(contract, properties.get(idField) ?? true, `${seed} id`, 'plain') };
    }
    const id = textOf((idField === undefined ? undefined : value[idField]) ?? sequence).toWellFormed();
    const chosen = idField !== undefined && isObject(base) && base[idField] !== undefined;
    if (chosen || attempt === 8 || !mock.store.find(path, id)) return { id, value };
  }
}
