import { isDeepStrictEqual } from 'node:util';
import { listBodies } from '../answers/list-envelope.ts';
import { pickMembers } from '../answers/sample-value.ts';
import { declaredHeaders } from '../answers/stateless-answers.ts';
import { successResponse } from '../answers/success-response.ts';
import type { Answer } from '../answers/answer.ts';
import type { Lookup, View } from '../behaviour.ts';
import { refuse } from '../http/problem.ts';
import { findItem, notFound } from './find-item.ts';
import { CURSOR_NAMES, LIMIT_NAMES, readPageRequest, takePage } from './page.ts';
import type { Page } from './page.ts';
import { refusal } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { fillTemplate, normalisePath } from './path-template.ts';
import { resourceAnswers } from './resource-answers.ts';
import type { CollectionModel } from './resource-model.ts';
import type { Resource } from './resource-store.ts';

/** `GET /xs/{xId}`. */
export function readResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { stored } = findItem(mock, collection, request);
  return stored ? { kind: 'answer', candidates: resourceAnswers(mock, request.operation, request.media, stored) } : notFound(collection);
}

/** GET of a view: the fields that it shows, under the entity tag of the resource that has them. */
export function showView(mock: MockState, collection: CollectionModel, request: AcceptedRequest, view: View): Outcome {
  const { stored } = findItem(mock, collection, request);
  if (!stored) return notFound(collection);
  const value = pickMembers(stored.value, (name) => view.fields.includes(name));
  return { kind: 'answer', candidates: resourceAnswers(mock, request.operation, request.media, { ...stored, value }) };
}

/** `GET /xs`: a page of the resources whose fields equal the query parameters of the same name, in the order of creation. */
export function listResources(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const page = readPageRequest(request.parameters.query);
  if (!page) return refusal(refuse(400, 'CURSOR_UNKNOWN', 'The cursor is none that this server gave: start again without one'));
  const path = fillTemplate(pathOf(request, collection), request.parameters.path);
  const keep = makeFilter(mock, collection, request);
  return { kind: 'answer', candidates: listAnswers(mock, request, takePage(mock.store.list(path), page, keep)) };
}

/** Finds the one resource that a lookup describes. */
export function lookUpResource(mock: MockState, lookup: Lookup, request: AcceptedRequest): Outcome {
  const wanted = Object.entries(lookup.match).map(([field, pointer]) => [field, valueAt(request.body, pointer)] as const);
  for (const stored of mock.store.list(normalisePath(lookup.collection))) {
    const matches = wanted.every(([field, value]) => value !== undefined && isDeepStrictEqual(stored.value[field], value));
    if (matches) return { kind: 'answer', candidates: resourceAnswers(mock, request.operation, request.media, stored) };
  }
  return refusal(refuse(404, 'NOT_FOUND', `No resource of ${lookup.collection} matches`, { asDeclared: true }));
}

function pathOf(request: AcceptedRequest, collection: CollectionModel): string {
  return request.operation.path === '' ? collection.template : request.operation.path;
}

function* listAnswers(mock: MockState, request: AcceptedRequest, page: Page): Generator<Answer> {
  const success = successResponse(request.operation);
  if (!success || !request.media) return;
  const seed = `${mock.contractId} ${request.operation.key}`;
  const headers = declaredHeaders(mock.compiled.contract, request.operation, success.status, seed);
  for (const value of listBodies(mock.compiled.contract, request.media.declared.schema, page, seed)) {
    yield { status: success.status, headers, mediaType: request.media.concrete, value };
  }
}

function makeFilter(mock: MockState, collection: CollectionModel, request: AcceptedRequest): (value: Resource) => boolean {
  const paging = new Set<string>([...LIMIT_NAMES, ...CURSOR_NAMES]);
  const filters = Object.entries(request.parameters.query).filter(([name]) => !paging.has(name) && collection.properties.has(name));
  return (value) =>
    filters.every(([name, wanted]) => {
      const present = [value[name]].flat().map(String);
      return [wanted].flat().some((option) => present.includes(String(option)));
    });
}

/** The value at a JSON pointer (RFC 6901), or undefined. Own members only. */
function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}
