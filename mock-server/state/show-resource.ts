import { isDeepStrictEqual } from 'node:util';
import { listBodies } from '../answers/list-envelope.ts';
import { pickMembers } from '../answers/sample-value.ts';
import { isObject, resolveSchema, shapeOf } from '../answers/schema-shape.ts';
import { declaredHeaders } from '../answers/stateless-answers.ts';
import { successResponse } from '../answers/success-response.ts';
import type { Answer } from '../answers/answer.ts';
import type { Lookup, View } from '../behaviour.ts';
import { refuse } from '../http/problem.ts';
import { findItem, notFound, UNKNOWN } from './find-item.ts';
import { CURSOR_NAMES, LIMIT_NAMES, readPageRequest, takePage } from './page.ts';
import type { Page } from './page.ts';
import { refusal, seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { fillTemplate, normalisePath } from './path-template.ts';
import { resourceAnswers } from './resource-answers.ts';
import type { CollectionModel } from './resource-model.ts';
import type { Resource } from './resource-store.ts';

/** `GET /xs/{xId}`. */
export function readResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const { stored } = findItem(mock, collection, request);
  return stored ? { kind: 'answer', candidates: resourceAnswers(mock, request, stored) } : notFound(collection);
}

/** GET of a view: the fields that it shows, under the entity tag of the resource that has them. */
export function showView(mock: MockState, collection: CollectionModel, request: AcceptedRequest, view: View): Outcome {
  const { stored } = findItem(mock, collection, request);
  if (!stored) return notFound(collection);
  const value = pickMembers(stored.value, (name) => view.fields.includes(name));
  return { kind: 'answer', candidates: resourceAnswers(mock, request, { ...stored, value }) };
}

/** `GET /xs`: a page of the resources whose fields equal the query parameters of the same name, in the order of creation. */
export function listResources(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const page = readPageRequest(request.parameters.query, declaredLimit(mock, request));
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
    if (matches) return { kind: 'answer', candidates: resourceAnswers(mock, request, stored) };
  }
  return refusal(refuse(404, 'NOT_FOUND', `No resource of ${lookup.collection} matches`, { asDeclared: UNKNOWN }));
}

/** The default that the contract declares for the page size. */
function declaredLimit(mock: MockState, request: AcceptedRequest): number | undefined {
  const names: readonly string[] = LIMIT_NAMES;
  const parameter = request.operation.parameters.find(({ name, in: place }) => place === 'query' && names.includes(name));
  const schema = parameter && resolveSchema(mock.compiled.contract, parameter.schema);
  return typeof schema === 'object' && typeof schema['default'] === 'number' ? schema['default'] : undefined;
}

function pathOf(request: AcceptedRequest, collection: CollectionModel): string {
  return request.operation.path === '' ? collection.template : request.operation.path;
}

function* listAnswers(mock: MockState, request: AcceptedRequest, page: Page): Generator<Answer> {
  const success = successResponse(request.operation);
  if (!success || !request.media) return;
  const seed = `${seedOf(mock, request)} ${request.operation.key}`;
  const headers = declaredHeaders(mock.compiled.contract, request.operation, success.status, seed);
  for (const value of listBodies(mock.compiled.contract, request.media.declared.schema, page, seed)) {
    yield { status: success.status, headers, mediaType: request.media.concrete, value };
  }
}

/** Keeps resources whose field of a parameter's name equals it; where the resource has no such field, one of its parts (a line of a journal) must. */
function makeFilter(mock: MockState, collection: CollectionModel, request: AcceptedRequest): (value: Resource) => boolean {
  const paging = new Set<string>([...LIMIT_NAMES, ...CURSOR_NAMES]);
  const filters = Object.entries(request.parameters.query).flatMap(([name, wanted]) => {
    const fields = paging.has(name) || wanted === undefined ? undefined : findFields(mock, collection, name);
    return fields ? [{ fields, wanted: new Set([wanted].flat().map(String)) }] : [];
  });
  return (value) => filters.every(({ fields, wanted }) => fields(value).some((field) => wanted.has(String(field))));
}

/** How the values that a filter compares are read from a resource; undefined when its schema has no field of that name. */
function findFields(mock: MockState, collection: CollectionModel, name: string): ((value: Resource) => readonly unknown[]) | undefined {
  if (collection.properties.has(name)) return (value) => [value[name]].flat();
  for (const [part, schema] of collection.properties) {
    const { items, properties } = shapeOf(mock.compiled.contract, schema);
    const within = items === undefined ? properties : shapeOf(mock.compiled.contract, items).properties;
    if (within.has(name)) return (value) => [value[part]].flat().map((member) => (isObject(member) ? member[name] : undefined));
  }
  return undefined;
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
