import type { Contract, HttpOperation, MediaType, Schema } from '../../registry/contract/index.ts';
import type { Answer } from '../answers/answer.ts';
import { setMember } from '../answers/own-members.ts';
import { pathMembers } from '../answers/path-members.ts';
import { isAnnotated, isObject, resolveSchema, shapeOf } from '../answers/schema-shape.ts';
import { statelessAnswers } from '../answers/stateless-answers.ts';
import { successResponse } from '../answers/success-response.ts';
import { findResourcePlace, namesOfPath, plainName } from './model/find-resource-place.ts';
import type { SoughtResource } from './model/find-resource-place.ts';
import { idAt } from './make-id.ts';
import type { IdMaterial } from './make-id.ts';
import { seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { requestSchema } from './sent-resource.ts';
import { mapAtPlace, schemaAt, valuesAtPlace, WHOLE } from './model/resource-place.ts';
import type { ResourcePlace } from './model/resource-place.ts';
import { formatInstant } from './virtual-clock.ts';

/**
 * Answers a request that sends something which no operation reads back: the contract's example or a sample, with the members that were sent, an id that no
 * request before got, and the session's clock where it says when it was made. What is reckoned (200) is the same each time, apart from these.
 */
export function answerPosted(mock: MockState, request: AcceptedRequest): Outcome {
  const sequence = mock.store.nextSequence();
  const seed = `${seedOf(mock, request)} ${request.operation.key} ${sequence}`;
  return { kind: 'answer', candidates: postedAnswers(mock, request, { sequence, instantMs: request.context.now, seed }) };
}

function* postedAnswers(mock: MockState, request: AcceptedRequest, material: IdMaterial): Generator<Answer> {
  const { contract } = mock.compiled;
  const { operation, media, parameters } = request;
  const place = media && placeOf(contract, request, media.declared);
  const sent = place && valuesAtPlace(request.body, place.sentAt)[0];
  const makes = successResponse(operation)?.status !== 200;
  const seed = makes ? material.seed : `${seedOf(mock, request)} ${operation.key}`;
  for (const answer of statelessAnswers(contract, operation, media, seed, parameters.path)) {
    if (place) {
      const made = (value: unknown): unknown =>
        isObject(value) ? personal(contract, request, value, place, isObject(sent) ? sent : {}, material) : value;
      yield { ...answer, value: mapAtPlace(answer.value, place.isList ? WHOLE : place.at, made) };
    }
    yield answer;
  }
}

/** What the answer is about, and where. */
interface AnswerPlace {
  readonly at: ResourcePlace;
  /** The answer holds a list: what was found, rather than what was made. */
  readonly isList: boolean;
  readonly schema: Schema;
  /** Where the request has the same. */
  readonly sentAt: ResourcePlace;
  readonly sought: SoughtResource;
}

/** Of each operation, by the media type of the answer and the schema of what was sent. */
const places = new WeakMap<HttpOperation, Map<MediaType, Map<Schema | undefined, AnswerPlace>>>();

function placeOf(contract: Contract, request: AcceptedRequest, media: MediaType): AnswerPlace {
  const taken = requestSchema(request);
  const ofOperation = places.get(request.operation) ?? new Map<MediaType, Map<Schema | undefined, AnswerPlace>>();
  const ofMedia = ofOperation.get(media) ?? new Map<Schema | undefined, AnswerPlace>();
  places.set(request.operation, ofOperation.set(media, ofMedia));
  const place = ofMedia.get(taken) ?? findPlace(contract, request.operation, media.schema, taken);
  ofMedia.set(taken, place);
  return place;
}

function findPlace(contract: Contract, operation: HttpOperation, schema: Schema, taken: Schema | undefined): AnswerPlace {
  const sought = namesOfPath(operation.path);
  const at = findResourcePlace(contract, schema, sought);
  const isList = at.includes(0);
  const shown = schemaAt(contract, schema, isList ? WHOLE : at);
  const sentAt = taken === undefined ? WHOLE : findResourcePlace(contract, taken, { ...sought, schemas: [shown] });
  return { at, isList, schema: shown, sentAt, sought };
}

function personal(
  contract: Contract,
  { parameters }: AcceptedRequest,
  value: Readonly<Record<string, unknown>>,
  place: AnswerPlace,
  sent: Readonly<Record<string, unknown>>,
  material: IdMaterial,
): unknown {
  const { properties } = shapeOf(contract, place.schema);
  const inPath = pathMembers(parameters.path, properties.keys());
  const made: Record<string, unknown> = { ...value };
  for (const [name, member] of Object.entries(value)) {
    const schema = properties.get(name) ?? true;
    if (inPath.has(name)) {
      if (isAlike(inPath.get(name), member)) setMember(made, name, inPath.get(name));
      continue;
    }
    const isSystems = isAnnotated(contract, schema, 'readOnly');
    if (!isSystems && Object.hasOwn(sent, name) && isAlike(sent[name], member)) setMember(made, name, sent[name]);
    else if (!place.isList) setMember(made, name, assigned(contract, name, schema, member, place, material));
  }
  return made;
}

/** The value of a member that the system gives: an id, or when it was made. */
function assigned(
  contract: Contract,
  name: string,
  schema: Schema,
  member: unknown,
  { sought }: AnswerPlace,
  material: IdMaterial,
): unknown {
  const resolved = resolveSchema(contract, schema);
  if (typeof resolved !== 'object' || resolved['enum'] !== undefined || resolved['const'] !== undefined) return member;
  const isId = sought.idNames.includes(plainName(name)) || (/id$/i.test(name) && isAnnotated(contract, schema, 'readOnly'));
  if (isId && (typeof member === 'string' || typeof member === 'number')) {
    return idAt(contract, name, schema, material, 0) ?? member;
  }
  if (!MADE.test(name) || typeof member !== 'string') return member;
  if (resolved['format'] === 'date-time') return formatInstant(material.instantMs);
  return resolved['format'] === 'date' ? formatInstant(material.instantMs).slice(0, 10) : member;
}

const MADE =
  /^(created?|creation|made|submitted|received|accepted|requested|queued|started|recorded|registered|posted|issued|sent|updated?|modified|as_?of)(_?(at|on|date|time|timestamp|date_?time))?$|^time_?stamp$/i;

function isAlike(sent: unknown, member: unknown): boolean {
  return typeof sent === typeof member && sent !== null && member !== null && Array.isArray(sent) === Array.isArray(member);
}
