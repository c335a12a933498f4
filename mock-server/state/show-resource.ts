import { isDeepStrictEqual } from 'node:util';
import { completeResource } from '../answers/complete-resource.ts';
import { listBodies } from '../answers/list-envelope.ts';
import { pickMembers } from '../answers/own-members.ts';
import { annotatedMembers, shapeOf } from '../answers/schema-shape.ts';
import { declaredHeaders, statelessAnswers } from '../answers/stateless-answers.ts';
import { readableMedia, successResponse } from '../answers/success-response.ts';
import type { Answer } from '../answers/answer.ts';
import type { Lookup, View } from '../behaviour.ts';
import { refuse } from '../http/refusals/problem.ts';
import { answerWithoutState } from './answer-without-state.ts';
import { canBeImagined, findItem, findOrImagine, imaginedBodies, notFound, UNKNOWN } from './find-item.ts';
import { KEEP_ALL, makeFilter } from './lists/filter.ts';
import type { Filter } from './lists/resource-filter.ts';
import { findField } from './lists/find-field.ts';
import { pageHeaders } from './lists/page-headers.ts';
import { PageLinks } from './lists/page-links.ts';
import { isPagingName, readPageRequest, takeAnyPage, takePage } from './lists/page.ts';
import type { Page } from './lists/page.ts';
import { lastingSeedOf, refusal, seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { fillTemplate, matchTemplate, normalisePath } from './model/path-template.ts';
import { isNotModified } from './precondition.ts';
import { enclose, schemaAt } from './model/resource-place.ts';
import { resourceAnswers, withoutSecrets } from './resource-answers.ts';
import type { CollectionModel } from './model/collection-model.ts';
import type { Resource, StoredResource } from './resource-store.ts';
import { passTimeInAll } from './behaviour/timed-moves.ts';
import { valueAt } from './value-at.ts';

/** `GET /xs/{xId}`. */
export function readResource(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const found = findItem(mock, collection, request);
  if (canBeImagined(mock, found) && request.headers['if-none-match'] === undefined) {
    const key = `${lastingSeedOf(mock, request)} ${request.operation.key} ${found.path}/${found.id}\n${request.media?.concrete}`;
    return { kind: 'answer', candidates: imaginedAnswers(mock, collection, request), key };
  }
  const { stored } = findOrImagine(mock, collection, request);
  return stored ? showStored(mock, collection, request, stored) : notFound(collection);
}

function* imaginedAnswers(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Generator<Answer> {
  const { operation, media, parameters } = request;
  const declared = media?.declared;
  const isEnclosed =
    declared !== undefined &&
    operation === collection.reader &&
    declared === readableMedia(successResponse(operation)) &&
    collection.placeIn(declared.schema).length > 0;
  if (isEnclosed) yield* imaginedBodies(mock, collection, request, findItem(mock, collection, request));
  const { stored } = findOrImagine(mock, collection, request);
  if (stored) yield* resourceAnswers(mock, collection, request, stored);
  yield* statelessAnswers(mock.compiled.contract, operation, media, `${lastingSeedOf(mock, request)} ${operation.key}`, parameters.path);
}

/** GET of a view: the fields that it shows, under the entity tag of the resource that has them. */
export function showView(mock: MockState, collection: CollectionModel, request: AcceptedRequest, view: View): Outcome {
  const { stored } = findOrImagine(mock, collection, request);
  if (!stored) return notFound(collection);
  return showStored(mock, collection, request, { ...stored, value: pickMembers(stored.value, (name) => view.fields.includes(name)) });
}

function showStored(mock: MockState, collection: CollectionModel, request: AcceptedRequest, stored: StoredResource): Outcome {
  const answers = resourceAnswers(mock, collection, request, stored);
  if (!isNotModified(request, stored.etag)) return { kind: 'answer', candidates: answers };
  const headers = { ...declaredHeaders(mock.compiled.contract, request.operation, 304, seedOf(mock, request)), etag: stored.etag };
  return { kind: 'answer', candidates: [{ status: 304, headers }] };
}

/** `GET /xs`: a page of the resources that pass the filters. In a lenient mock, the contract's example of a collection that nobody has touched. */
export function listResources(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Outcome {
  const path = fillTemplate(request.operation.path, request.parameters.path);
  if (isImagined(mock, collection, request, path)) return answerWithoutState(mock, request);
  return showPage(mock, collection, request, path);
}

/** Nothing is known of the collection, nor of what it lies below, and no filter asks for certain items. */
function isImagined(mock: MockState, collection: CollectionModel, request: AcceptedRequest, path: string): boolean {
  if (mock.strict || mock.store.isTouched(path) || (collection.canGrow && !request.media?.declared.examples.length)) return false;
  if (Object.entries(request.parameters.query).some(([name, value]) => value !== undefined && !isPagingName(name))) return false;
  return mock.model.ancestorsOf(request.operation).every((ancestor) => !findItem(mock, ancestor, request).stored);
}

function showPage(mock: MockState, collection: CollectionModel, request: AcceptedRequest, path: string, isSought?: Filter): Outcome {
  const { contract } = mock.compiled;
  const { query } = request.parameters;
  const page = readPageRequest(contract, request.operation, query, (name) => findField(contract, collection, name));
  if (!page) return refusal(refuse(400, 'CURSOR_UNKNOWN', 'The cursor is none that this server gave: start again without one'));
  const keep = makeFilter(contract, collection, query);
  if (!keep) return refusal(refuse(400, 'FILTER_MALFORMED', '$filter is not an OData filter that this server reads'));
  passTimeInAll(mock, collection, path);
  const taken =
    isSought || keep !== KEEP_ALL
      ? takePage(mock.store.list(path), page, (value) => (isSought?.(value) ?? true) && keep(value))
      : takeAnyPage(mock.store.list(path), page, mock.store.count(path));
  return { kind: 'answer', candidates: listAnswers(mock, collection, request, taken) };
}

/** Finds the one resource that a lookup describes, or all of them. */
export function lookUpResource(mock: MockState, lookup: Lookup, request: AcceptedRequest): Outcome {
  const wanted = Object.entries(lookup.match).map(([field, pointer]) => [field, valueAt(request.body, pointer)] as const);
  const path = normalisePath(lookup.collection);
  const searched = mock.model.collections.find(({ template }) => matchTemplate(template, lookup.collection) !== undefined);
  if (searched && lookup.many) {
    const isSought = (found: Resource): boolean =>
      wanted.every(([field, value]) => value === undefined || isDeepStrictEqual(found[field], value));
    return showPage(mock, searched, request, path, isSought);
  }
  for (const stored of mock.store.list(path)) {
    const matches = wanted.every(([field, value]) => value !== undefined && isDeepStrictEqual(stored.value[field], value));
    if (matches && searched) return { kind: 'answer', candidates: resourceAnswers(mock, searched, request, stored) };
  }
  return refusal(refuse(404, 'NOT_FOUND', `No resource of ${lookup.collection} matches`, { asDeclared: UNKNOWN }));
}

function* listAnswers(mock: MockState, collection: CollectionModel, request: AcceptedRequest, page: Page): Generator<Answer> {
  const success = successResponse(request.operation);
  if (!success || !request.media) return;
  const { contract } = mock.compiled;
  const seed = `${seedOf(mock, request)} ${request.operation.key}`;
  const links = new PageLinks(request);
  const headers = {
    ...declaredHeaders(contract, request.operation, success.status, seed),
    ...pageHeaders(contract, success.response, page, links),
  };
  const { schema } = request.media.declared;
  const place = collection.listIn(schema);
  if (!place) return yield* statelessAnswers(contract, request.operation, request.media, seed, request.parameters.path);
  const items = schemaAt(contract, schema, [...place, 0]);
  const within = collection.placeIn(items);
  const own = schemaAt(contract, items, within);
  const secrets = annotatedMembers(contract, own, 'writeOnly');
  const show = (item: Resource): unknown => {
    const visible = withoutSecrets(item, secrets);
    return within.length === 0 ? visible : enclose(contract, items, within, [visible], seed);
  };
  const shown = secrets.size === 0 && within.length === 0 ? page.items : page.items.map(show);
  const answer = { status: success.status, headers, mediaType: request.media.concrete };
  for (const value of listBodies(contract, { schema, place, items: shown }, page, links, seed)) yield { ...answer, value };
  const { properties, isClosed } = shapeOf(contract, own);
  const whole = page.items.map((item, index) => {
    const taken = isClosed ? pickMembers(item, (name) => properties.has(name)) : item;
    const assigned = { sequence: index + 1, instantMs: mock.session.clock.begun, seed: `${seed} ${page.offset + index}` };
    return show(completeResource(contract, own, taken, assigned));
  });
  for (const value of listBodies(contract, { schema, place, items: whole }, page, links, seed)) yield { ...answer, value };
}
