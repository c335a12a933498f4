import type { Contract, Violation } from '../../registry/contract/index.ts';
import { firstPermitted } from '../answers/answer.ts';
import type { Answer } from '../answers/answer.ts';
import { chooseMediaType } from '../answers/choose-media-type.ts';
import { completeResource } from '../answers/complete-resource.ts';
import { pickMembers } from '../answers/own-members.ts';
import { annotatedMembers, shapeOf } from '../answers/schema-shape.ts';
import { declaredHeaders } from '../answers/stateless-answers.ts';
import { declaredResponse, successResponse } from '../answers/success-response.ts';
import type { AcceptedRequest, MockState } from './outcome.ts';
import { lastingSeedOf } from './outcome.ts';
import type { CollectionModel } from './resource-model.ts';
import type { Resource } from './resource-store.ts';

/** A resource on its way out. */
export interface ShownResource {
  readonly value: Resource;
  readonly etag: string;
  /** Sequence number that seeds members which the answer has and the resource lacks. */
  readonly sequence: number;
  readonly location?: string;
}

/** Answers of success that show a resource: whole, then cut to what the response declares, then wrapped in the one object that it declares. */
export function* resourceAnswers(mock: MockState, request: AcceptedRequest, shown: ShownResource, status?: number): Generator<Answer> {
  const { operation } = request;
  const success = successResponse(operation);
  if (!success) return;
  const media = status === undefined || status === success.status ? request.media : mediaOf(mock.compiled.contract, request, status);
  const seed = `${lastingSeedOf(mock, request)} ${operation.key} ${shown.sequence}`;
  const answer = {
    status: status ?? success.status,
    headers: {
      ...declaredHeaders(mock.compiled.contract, operation, status ?? success.status, seed),
      etag: shown.etag,
      ...(shown.location === undefined ? {} : { location: shown.location }),
    },
  };
  if (!media) yield answer;
  else for (const value of bodies(mock, media.declared.schema, shown, seed)) yield { ...answer, mediaType: media.concrete, value };
}

/** The media type of a success other than the first that is declared, in the form that the caller accepts where there is one. */
function mediaOf(contract: Contract, { operation, headers }: AcceptedRequest, status: number): AcceptedRequest['media'] {
  const response = declaredResponse(operation, status);
  return response && (chooseMediaType(contract, response, headers.accept) ?? chooseMediaType(contract, response));
}

function* bodies(
  mock: MockState,
  schema: NonNullable<AcceptedRequest['media']>['declared']['schema'],
  shown: ShownResource,
  seed: string,
): Generator<unknown> {
  const contract = mock.compiled.contract;
  const { properties } = shapeOf(contract, schema);
  const secrets = annotatedMembers(contract, schema, 'writeOnly');
  const hasSecrets = secrets.size > 0 && Object.keys(shown.value).some((name) => secrets.has(name));
  const visible = hasSecrets ? pickMembers(shown.value, (name) => !secrets.has(name)) : shown.value;
  yield visible;
  const cut = pickMembers(visible, (name) => properties.has(name));
  yield cut;
  yield completeResource(contract, schema, cut, {
    sequence: shown.sequence,
    instantMs: mock.session.clock.begun + shown.sequence * 1000,
    seed,
  });
  if (properties.size === 1) for (const name of properties.keys()) yield { [name]: visible };
}

/** What is wrong with a resource as its reader would see it; undefined when nothing is, or when no operation reads it. */
export function findResourceFaults(
  mock: Pick<MockState, 'compiled'>,
  collection: CollectionModel,
  value: Resource,
): readonly Violation[] | undefined {
  const success = collection.reader && successResponse(collection.reader);
  if (!collection.reader || !success?.json) return undefined;
  const answer = { status: success.status, mediaType: success.json.mediaType, value };
  const headers = declaredHeaders(mock.compiled.contract, collection.reader, success.status, collection.template);
  const permitted = firstPermitted(mock.compiled, collection.reader, [{ ...answer, headers }], (permitted) => permitted);
  return 'violations' in permitted ? permitted.violations : undefined;
}
