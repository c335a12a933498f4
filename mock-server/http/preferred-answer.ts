import { chooseMediaType } from '../answers/choose-media-type.ts';
import { documentedAnswers } from '../answers/stateless-answers.ts';
import { declaredResponse, successResponse } from '../answers/success-response.ts';
import type { Answer } from '../answers/answer.ts';
import type { HttpOperation, MediaType, Response } from '../../registry/contract/index.ts';
import { seedOf } from '../state/outcome.ts';
import type { Accepted, MockState } from '../state/outcome.ts';
import type { Preferences } from './prefer.ts';
import { refuse } from './refusals/problem.ts';
import type { Refusal } from './refusals/problem.ts';
import type { RequestContext } from './request-context.ts';

/** The answer that a caller asked for by `Prefer`: nothing is stored, nothing that is stored is shown. */
export interface PreferredAnswer {
  readonly candidates: Iterable<Answer>;
  /** Requests with the same key get the same answer. */
  readonly key: string;
  /** Name of the example that was asked for: nothing else will do. */
  readonly example?: string;
}

/**
 * What `Prefer: code=…, example=…, dynamic=…` asks of an operation; undefined when it asks for nothing but what the operation does anyway (no
 * preference of these, or the code of its success, unless the operation `isRefused`). A refusal for a code or an example that the operation does
 * not declare, saying which there are.
 */
export function preferredAnswer(
  mock: MockState,
  { operation, parameters }: Accepted,
  context: RequestContext,
  accept: string | undefined,
  isRefused = false,
): PreferredAnswer | Refusal | undefined {
  const { code, example, dynamic, all } = context.prefer;
  if (all.size === 0) return undefined;
  const success = successResponse(operation);
  const isDone = code === undefined || (code === String(success?.status) && !isRefused);
  if (isDone && example === undefined && dynamic === undefined) return undefined;
  const asked = code === undefined ? responseWithExample(operation, example) : responseOf(operation, code);
  if (!asked) return code === undefined ? undefined : unknownCode(operation, code);
  const { status, response } = asked;
  const named = example === undefined ? response.content : response.content.filter((media) => hasExample(media, example));
  if (example !== undefined && named.length === 0) return unknownExample(operation, asked, example);
  const media =
    chooseMediaType(mock.compiled.contract, { ...response, content: named }, accept) ??
    (status >= 400 ? chooseMediaType(mock.compiled.contract, { ...response, content: named }, undefined) : undefined);
  if (!media && named.length > 0) {
    const offered = named.map(({ mediaType }) => mediaType).join(', ');
    return refuse(406, 'NOT_ACCEPTABLE', `The response ${status} comes as ${offered}, none of which the Accept header allows`);
  }
  const seed = `${seedOf(mock, { context })} ${operation.key} ${status}`;
  const key = [seed, media?.concrete, example, dynamic, example === undefined ? JSON.stringify(parameters.path) : ''].join('\n');
  if (media && example !== undefined) return { key, example, candidates: namedAnswers(mock, asked, media, example, seed) };
  return {
    key,
    candidates: documentedAnswers(mock.compiled.contract, asked, media, {
      seed,
      path: parameters.path,
      ...(dynamic === undefined ? {} : { dynamic }),
    }),
  };
}

/** What was heeded of the preferences, as `Preference-Applied` says it (RFC 7240 §3); undefined when nothing was. */
export function preferenceApplied({ code, example, dynamic, seed, all }: Preferences): string | undefined {
  if (all.size === 0) return undefined;
  const heeded = Object.entries({ code, example, dynamic, seed }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${word(String(value))}`],
  );
  return heeded.length === 0 ? undefined : heeded.join(', ');
}

function word(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `"${text.replaceAll(/[^\t\u0020-\u007E]/g, '?').replaceAll(/["\\]/g, '\\$&')}"`;
}

interface AskedResponse {
  readonly status: number;
  readonly response: Response;
}

function responseOf(operation: HttpOperation, code: string): AskedResponse | undefined {
  if (!/^[2-5]\d\d$/.test(code)) return undefined;
  const status = Number(code);
  const response = declaredResponse(operation, status);
  return response && { status, response };
}

/** The success, unless only another response has an example of this name. */
function responseWithExample(operation: HttpOperation, example: string | undefined): AskedResponse | undefined {
  const success = successResponse(operation);
  const has = ({ content }: Response): boolean => content.some((media) => hasExample(media, example ?? ''));
  if (example === undefined || (success && has(success.response))) return success;
  const other = operation.responses.find((response) => /^[2-5]\d\d$/.test(response.status) && has(response));
  return other ? { status: Number(other.status), response: other } : success;
}

function hasExample({ examples }: MediaType, wanted: string): boolean {
  return examples.some(({ name }) => name === wanted);
}

function* namedAnswers(
  { compiled: { contract } }: MockState,
  asked: AskedResponse,
  media: NonNullable<ReturnType<typeof chooseMediaType>>,
  example: string,
  seed: string,
): Generator<Answer> {
  const examples = media.declared.examples.filter(({ name }) => name === example);
  yield* documentedAnswers(contract, asked, { ...media, declared: { ...media.declared, examples } }, { seed, isExact: true });
}

function unknownCode(operation: HttpOperation, code: string): Refusal {
  const declared = operation.responses.map(({ status }) => status).join(', ');
  return refuse(
    400,
    'PREFERENCE_UNKNOWN',
    `Prefer asks for code=${code.slice(0, 100)}: the operation declares ${declared === '' ? 'no responses' : declared}`,
  );
}

function unknownExample(operation: HttpOperation, { response }: AskedResponse, example: string): Refusal {
  const there = operation.responses.flatMap(({ status, content }) => {
    const names = [...new Set(content.flatMap(({ examples }) => examples.flatMap(({ name }) => (name === undefined ? [] : [name]))))];
    return names.length === 0 ? [] : [`${status}: ${names.join(', ')}`];
  });
  const known = there.length === 0 ? 'the operation has no named examples' : `the operation has ${there.join('; ')}`;
  return refuse(
    400,
    'PREFERENCE_UNKNOWN',
    `Prefer asks for example=${example.slice(0, 100)}, which the response ${response.status} has not: ${known}`,
  );
}

/** The refusal for an example that was asked for and that the contract does not permit: with what is wrong with it. */
export function unfitExample(example: string, { problem: { errors = [] } }: Refusal): Refusal {
  const why = errors.length > 0 ? 'does not fit the contract itself' : 'the mock cannot write';
  const refusal = refuse(400, 'EXAMPLE_UNFIT', `Prefer asks for example=${example.slice(0, 100)}, which ${why}`);
  return { ...refusal, problem: { ...refusal.problem, ...(errors.length > 0 ? { errors } : {}) } };
}
