import { InterlockError } from '../../errors.ts';
import { delayAfter, isTransient, mayRepeat } from './retry-policy.ts';
import type { Failure, RetryPolicy } from './retry-policy.ts';

/** A request as it goes out, time after time. */
export interface TargetRequest {
  readonly url: string;
  readonly method: string;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  /** Repeating it has no second effect. */
  readonly repeatable: boolean;
  /** Headers of one attempt: tokens may differ from attempt to attempt. */
  headers(): Promise<Readonly<Record<string, string>>>;
  /** Called with a 401, once: true when it is worth another attempt with new headers. */
  renewCredentials(): boolean;
}

/** An answer that came whole. */
export interface TargetAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** How calls are made: with which patience, by which fetch. */
export interface CallSettings {
  readonly policy: RetryPolicy;
  readonly timeoutMilliseconds: number;
  readonly fetch: typeof fetch;
}

/**
 * Sends a request until it brings an answer that is not transient.
 *
 * @throws InterlockError TARGET_UNAVAILABLE when the attempts are used up or the request may not be repeated.
 */
export async function callTarget(target: TargetRequest, settings: CallSettings): Promise<TargetAnswer> {
  const { policy } = settings;
  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    const ended = await attemptCall(target, settings);
    if ('answer' in ended && ended.answer.status === 401 && !renewed && target.renewCredentials()) {
      renewed = true;
      attempt--;
      continue;
    }
    if ('answer' in ended && !isTransient(ended.answer.status)) return ended.answer;
    const failure: Failure = 'answer' in ended ? failureOf(ended.answer) : ended.failure;
    if (attempt >= policy.attempts || !mayRepeat(failure, target.repeatable))
      throw unavailable(target, failure, attempt, 'cause' in ended ? ended.cause : undefined);
    await policy.sleep(delayAfter(attempt, failure, policy, Date.now()));
  }
}

type Ended = { readonly answer: TargetAnswer } | { readonly failure: Failure; readonly cause: unknown };

async function attemptCall(target: TargetRequest, settings: CallSettings): Promise<Ended> {
  const headers = await target.headers();
  try {
    const response = await settings.fetch(target.url, {
      method: target.method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(settings.timeoutMilliseconds),
      ...(target.body === undefined ? {} : { body: target.body }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { answer: { status: response.status, headers: Object.fromEntries(response.headers), bytes } };
  } catch (cause) {
    return { failure: { kind: neverConnected(cause) ? 'refused' : 'interrupted' }, cause };
  }
}

function failureOf(answer: TargetAnswer): Failure {
  return { kind: 'status', status: answer.status, retryAfter: answer.headers['retry-after'] };
}

const NO_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

function neverConnected(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (NO_CONNECTION.has(String((cause as NodeJS.ErrnoException).code))) return true;
    if (cause instanceof AggregateError) return cause.errors.every(neverConnected);
  }
  return false;
}

/** Origin and path template would do for a person; ids in the path may be sensitive, so only the origin is named. */
function unavailable(target: TargetRequest, failure: Failure, attempts: number, cause: unknown): InterlockError {
  const how =
    failure.kind === 'status'
      ? `answered ${failure.status}`
      : failure.kind === 'refused'
        ? 'cannot be connected to'
        : 'did not answer in time or broke off';
  const tries = attempts === 1 ? 'one attempt' : `${attempts} attempts`;
  return new InterlockError('TARGET_UNAVAILABLE', `${target.method} at ${originOf(target.url)}: the target ${how} (${tries})`, { cause });
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'an invalid URL';
}
