import type { Contract, HttpOperation } from '../../registry/contract/index.ts';
import type { Answer } from '../answers/answer.ts';
import { concreteMediaType } from '../answers/choose-media-type.ts';
import { sampleValue } from '../answers/sample-value.ts';
import { isObject, shapeOf } from '../answers/schema-shape.ts';
import { declaredHeaders } from '../answers/stateless-answers.ts';
import { declaredResponse, isJson } from '../answers/success-response.ts';
import type { Refusal } from './problem.ts';

/**
 * The forms in which a refusal may leave an operation that declares its status: problem details, whole and then bare, then the contract's own
 * error shape with what it shares with the problem filled in, and a line of text. JSON goes before XML, XML before other media types. None when the status is not declared: then RFC 9457 stands alone.
 */
export function* refusalAnswers(contract: Contract, operation: HttpOperation, refusal: Refusal, seed: string): Generator<Answer> {
  const { problem } = refusal;
  const response = declaredResponse(operation, problem.status);
  if (!response) return;
  const headers = { ...declaredHeaders(contract, operation, problem.status, seed), ...refusal.headers };
  const media =
    response.content.find(({ mediaType }) => mediaType.startsWith('application/problem+json')) ??
    response.content.find(({ mediaType }) => isJson(mediaType)) ??
    response.content.find(({ mediaType }) => XML.test(mediaType)) ??
    response.content[0];
  if (!media) {
    yield { status: problem.status, headers };
    return;
  }
  const answer = { status: problem.status, headers, mediaType: concreteMediaType(media.mediaType) };
  const example = media.examples.find(({ value }) => tells(value, refusal));
  if (example && refusal.isInOwnWords && isObject(example.value)) yield { ...answer, value: { ...example.value, detail: problem.detail } };
  if (example) yield { ...answer, value: example.value };
  yield { ...answer, value: problem };
  const { errors, ...bare } = problem;
  if (errors) yield { ...answer, value: bare };
  const { code: _, ...standard } = bare;
  yield { ...answer, value: standard };
  if (!XML.test(media.mediaType)) yield { ...answer, value: `${problem.title}: ${problem.detail}` };
  yield* ownShape(contract, media.schema, answer, refusal, seed);
  for (const { value } of media.examples) yield { ...answer, value };
}

const XML = /[/+]xml\b/;

function tells(example: unknown, { asDeclared, problem }: Refusal): boolean {
  if (!asDeclared || !isObject(example) || example['status'] !== problem.status) return false;
  return asDeclared.test([example['type'], example['title'], example['code']].join(' '));
}

/** Members that error schemas commonly have, by what of the problem they mean. */
const MEANINGS: Readonly<Record<string, (refusal: Refusal) => unknown>> = {
  message: ({ problem }) => problem.detail,
  msg: ({ problem }) => problem.detail,
  error: ({ problem }) => problem.title,
  error_description: ({ problem }) => problem.detail,
  description: ({ problem }) => problem.detail,
  statusCode: ({ problem }) => problem.status,
  code: ({ problem }) => problem.code,
};

function* ownShape(
  contract: Contract,
  schema: Parameters<typeof shapeOf>[1],
  answer: Omit<Answer, 'value'>,
  refusal: Refusal,
  seed: string,
): Generator<Answer> {
  const { properties } = shapeOf(contract, schema);
  const whole = sampleValue(contract, schema, seed);
  const members: Record<string, unknown> = { ...refusal.problem };
  for (const [name, meaning] of Object.entries(MEANINGS)) members[name] ??= meaning(refusal);
  const told = Object.entries(members).filter(([name, value]) => properties.has(name) && fitsIn(whole, name, value));
  for (const fullness of ['required', 'full', 'plain'] as const) {
    const sample = sampleValue(contract, schema, seed, fullness);
    if (sample === undefined) continue;
    if (isObject(sample)) yield { ...answer, value: { ...sample, ...Object.fromEntries(told) } };
    yield { ...answer, value: sample };
  }
}

/** A member is told where the schema's own sample has a value of the same kind: a numeric `code` keeps its number. */
function fitsIn(sample: unknown, name: string, value: unknown): boolean {
  return !isObject(sample) || sample[name] === undefined || typeof sample[name] === typeof value;
}
