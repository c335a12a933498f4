import { escapePointerSegment } from '../../registry/contract/index.ts';
import type { Contract, Schema, Violation } from '../../registry/contract/index.ts';
import { firstPermitted } from '../answers/answer.ts';
import type { Answer } from '../answers/answer.ts';
import { bodyCandidates } from '../answers/body-candidates.ts';
import { chooseMediaType } from '../answers/choose-media-type.ts';
import { completeResource } from '../answers/complete-resource.ts';
import { pickMembers } from '../answers/own-members.ts';
import { annotatedMembers, shapeOf } from '../answers/schema-shape.ts';
import { holdsStructures } from '../answers/structured-media.ts';
import { declaredHeaders } from '../answers/stateless-answers.ts';
import { declaredResponse, successResponse } from '../answers/success-response.ts';
import type { AcceptedRequest, MockState } from './outcome.ts';
import { lastingSeedOf } from './outcome.ts';
import type { CollectionModel } from './model/collection-model.ts';
import { enclose, schemaAt } from './model/resource-place.ts';
import type { Resource } from './resource-store.ts';

/** A resource on its way out. */
export interface ShownResource {
  /** Undefined where the answer shows a list of none. */
  readonly value: Resource | undefined;
  /** Resources that the same request made, after this one. */
  readonly others?: readonly Resource[];
  readonly etag: string;
  /** Sequence number that seeds members which the answer has and the resource lacks. */
  readonly sequence: number;
  readonly location?: string;
}

/**
 * Answers of success that show a resource where the response has its place: whole, then cut to what the response declares, then with what it requires
 * beside. A response that has nothing of the resource, or is no
 * place for one (a picture), is sampled.
 */
export function* resourceAnswers(
  mock: MockState,
  collection: CollectionModel,
  request: AcceptedRequest,
  shown: ShownResource,
  status?: number,
): Generator<Answer> {
  const { operation, parameters } = request;
  const success = successResponse(operation);
  if (!success) return;
  const { contract } = mock.compiled;
  const media = status === undefined || status === success.status ? request.media : mediaOf(contract, request, status);
  const seed = `${lastingSeedOf(mock, request)} ${operation.key} ${shown.sequence}`;
  const answer = {
    status: status ?? success.status,
    headers: {
      ...declaredHeaders(contract, operation, status ?? success.status, seed),
      ...(shown.etag === '' ? {} : { etag: shown.etag }),
      ...(shown.location === undefined ? {} : { location: shown.location }),
    },
  };
  if (!media) return yield answer;
  const mediaType = media.concrete;
  if (!holdsStructures(mediaType) || isAboutSomethingElse(contract, collection, media.declared.schema)) {
    for (const value of bodyCandidates(contract, media.declared, { seed, path: parameters.path })) yield { ...answer, mediaType, value };
  }
  for (const value of bodies(contract, collection, media.declared.schema, shown, seed, mock.session.clock.begun))
    yield { ...answer, mediaType, value };
}

/** True for a response that declares members, none of them the resource's: `{"deleted": true}`. */
function isAboutSomethingElse(contract: Contract, { placeIn, properties: known }: CollectionModel, schema: Schema): boolean {
  const { properties } = shapeOf(contract, schemaAt(contract, schema, placeIn(schema)));
  if (properties.size === 0 || known.size === 0) return false;
  for (const name of properties.keys()) if (known.has(name)) return false;
  return true;
}

/** The media type of a success other than the first that is declared, in the form that the caller accepts where there is one. */
function mediaOf(contract: Contract, { operation, headers }: AcceptedRequest, status: number): AcceptedRequest['media'] {
  const response = declaredResponse(operation, status);
  return response && (chooseMediaType(contract, response, headers.accept) ?? chooseMediaType(contract, response));
}

function* bodies(
  contract: Contract,
  collection: CollectionModel,
  schema: Schema,
  shown: ShownResource,
  seed: string,
  begunMs: number,
): Generator<unknown> {
  const place = collection.placeIn(schema);
  const own = schemaAt(contract, schema, place);
  const secrets = annotatedMembers(contract, own, 'writeOnly');
  const values = (shown.value === undefined ? [] : [shown.value, ...(shown.others ?? [])]).map((value) => withoutSecrets(value, secrets));
  const put = (resources: readonly Resource[]): unknown =>
    place.length === 0 ? resources[0] : enclose(contract, schema, place, resources, seed);
  yield put(values);
  const { properties } = shapeOf(contract, own);
  const cut = values.map((value) => pickMembers(value, (name) => properties.has(name)));
  yield put(cut);
  const assigned = { sequence: shown.sequence, instantMs: begunMs + shown.sequence * 1000, seed };
  yield put(cut.map((value) => completeResource(contract, own, value, assigned)));
}

/** A resource as it is shown: without members that are for requests alone. */
export function withoutSecrets(value: Resource, secrets: ReadonlySet<string>): Resource {
  return secrets.size > 0 && Object.keys(value).some((name) => secrets.has(name))
    ? pickMembers(value, (name) => !secrets.has(name))
    : value;
}

/** What is wrong with a resource as its reader would see it, at pointers into the resource; undefined when nothing is, or when no operation reads it. */
export function findResourceFaults(
  mock: Pick<MockState, 'compiled'>,
  collection: CollectionModel,
  value: Resource,
): readonly Violation[] | undefined {
  const { reader, template } = collection;
  const success = reader && successResponse(reader);
  if (!reader || !success?.json) return undefined;
  const { contract } = mock.compiled;
  const { mediaType, schema } = success.json;
  const place = collection.placeIn(schema);
  const body = place.length === 0 ? value : enclose(contract, schema, place, [value], template);
  const headers = declaredHeaders(contract, reader, success.status, template);
  const answer = { status: success.status, headers, mediaType, value: body };
  const permitted = firstPermitted(mock.compiled, reader, [answer], (one) => one);
  if (!('violations' in permitted)) return undefined;
  const prefix = place.map((step) => `/${escapePointerSegment(String(step))}`).join('');
  return permitted.violations.map((violation) =>
    violation.pointer.startsWith(prefix) ? { ...violation, pointer: violation.pointer.slice(prefix.length) } : violation,
  );
}
