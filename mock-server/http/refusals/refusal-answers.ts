import type { Contract, HttpOperation, MediaType, Schema } from '../../../registry/contract/index.ts';
import type { Answer } from '../../answers/answer.ts';
import { acceptsMediaType, concreteMediaType } from '../../answers/choose-media-type.ts';
import { pickMembers } from '../../answers/own-members.ts';
import { sampleValue } from '../../answers/sample-value.ts';
import { isObject, shapeOf } from '../../answers/schema-shape.ts';
import { declaredHeaders } from '../../answers/stateless-answers.ts';
import { isJson, isXml } from '../../answers/structured-media.ts';
import { declaredResponse } from '../../answers/success-response.ts';
import { ownError } from './own-error.ts';
import type { Refusal } from './problem.ts';
import { violationsHeader } from './violations-header.ts';

/**
 * The forms in which a refusal may leave an operation that declares its status: problem details or the contract's own error saying as much of
 * it, whichever the media type is for, then less of each, and a line of text. None when the status is not declared: then RFC 9457 stands alone.
 *
 * @param accept the `Accept` field value of the request
 */
export function* refusalAnswers(
  contract: Contract,
  operation: HttpOperation,
  refusal: Refusal,
  seed: string,
  accept: string | undefined,
): Generator<Answer> {
  const { problem } = refusal;
  const response = declaredResponse(operation, problem.status);
  if (!response) return;
  const headers = {
    ...declaredHeaders(contract, operation, problem.status, seed),
    ...refusal.headers,
    ...(problem.errors && { 'interlock-violations': violationsHeader(problem.errors) }),
  };
  const media = mediaOf(response.content, accept);
  if (!media) {
    yield { status: problem.status, headers };
    return;
  }
  const answer = { status: problem.status, headers, mediaType: concreteMediaType(media.mediaType) };
  const example = media.examples.find(({ value }) => tells(value, refusal));
  if (example && refusal.isInOwnWords && isObject(example.value)) yield { ...answer, value: { ...example.value, detail: problem.detail } };
  if (example) yield { ...answer, value: example.value };
  const isProblem = media.mediaType.startsWith('application/problem+');
  const own = () => ownErrors(contract, media.schema, answer, refusal, seed);
  if (!isProblem && shapeOf(contract, media.schema).properties.size > 0) yield* own();
  yield { ...answer, value: withDeclaredErrors(contract, media.schema, problem) };
  yield { ...answer, value: problem };
  if (isProblem) yield* own();
  const { errors, ...bare } = problem;
  if (errors) yield { ...answer, value: bare };
  const { code: _, ...standard } = bare;
  yield { ...answer, value: standard };
  if (!isXml(media.mediaType)) yield { ...answer, value: `${problem.title}: ${problem.detail}` };
  yield* samples(contract, media.schema, answer, seed);
  for (const { value } of media.examples) yield { ...answer, value };
}

/** Problem details before other JSON, that before XML, that before the rest; of those that the caller accepts, where there are any. */
function mediaOf(content: readonly MediaType[], accept: string | undefined): MediaType | undefined {
  const accepted = content.filter(({ mediaType }) => acceptsMediaType(accept, concreteMediaType(mediaType)));
  const offered = accepted.length > 0 ? accepted : content;
  return (
    offered.find(({ mediaType }) => mediaType.startsWith('application/problem+json')) ??
    offered.find(({ mediaType }) => isJson(mediaType)) ??
    offered.find(({ mediaType }) => isXml(mediaType)) ??
    offered[0]
  );
}

function tells(example: unknown, { asDeclared, problem }: Refusal): boolean {
  if (!asDeclared || !isObject(example) || example['status'] !== problem.status) return false;
  return asDeclared.test([example['type'], example['title'], example['code']].join(' '));
}

/** The error that the contract describes, saying as much of the problem as fits. */
function* ownErrors(
  contract: Contract,
  schema: Schema,
  answer: Omit<Answer, 'value'>,
  { problem }: Refusal,
  seed: string,
): Generator<Answer> {
  const whole = ownError(contract, schema, problem, seed);
  if (!whole) return;
  yield { ...answer, value: { ...problem, ...whole } };
  yield { ...answer, value: whole };
  for (const name of Object.keys(whole)) yield { ...answer, value: ownError(contract, schema, problem, seed, (told) => told !== name) };
}

function* samples(contract: Contract, schema: Schema, answer: Omit<Answer, 'value'>, seed: string): Generator<Answer> {
  for (const fullness of ['required', 'full', 'plain'] as const) {
    const value = sampleValue(contract, schema, seed, fullness);
    if (value !== undefined) yield { ...answer, value };
  }
}

/** The problem with what the contract names of each violation, where it names anything. */
function withDeclaredErrors(contract: Contract, schema: Schema, problem: Refusal['problem']): object {
  const errors = shapeOf(contract, schema).properties.get('errors');
  const items = errors === undefined ? undefined : shapeOf(contract, errors).items;
  const { properties } = shapeOf(contract, items ?? true);
  if (properties.size === 0 || !problem.errors) return problem;
  return { ...problem, errors: problem.errors.map((error) => pickMembers(error, (name) => properties.has(name))) };
}
