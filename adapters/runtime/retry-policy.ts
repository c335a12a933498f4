import { setTimeout as sleepFor } from 'node:timers/promises';

/** How often and how patiently a call is repeated. */
export interface RetryPolicy {
  /** Attempts in all, the first one included. */
  readonly attempts: number;
  /** Longest wait before the second attempt; it doubles from attempt to attempt. */
  readonly baseDelayMilliseconds: number;
  /** The longest wait that backing off reaches. */
  readonly maxDelayMilliseconds: number;
  /** The longest wait that a target's `Retry-After` is granted. */
  readonly maxRetryAfterMilliseconds: number;
  /** Decides the jitter: a number in [0, 1). */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** Six attempts over about six seconds. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  attempts: 6,
  baseDelayMilliseconds: 200,
  maxDelayMilliseconds: 5_000,
  maxRetryAfterMilliseconds: 60_000,
  random: Math.random,
  sleep: sleepFor,
};

/**
 * How an attempt ended that did not bring an answer to keep. `refused`: no connection came about; `interrupted`: a connection or a
 * timeout broke off, so that the request may have had its effect.
 */
export type Failure =
  | { readonly kind: 'refused' | 'interrupted' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: string | undefined };

/** True for the statuses that another attempt may mend: 408, 425, 429 and every 5xx but 501 and 505. */
export function isTransient(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/**
 * May the request be sent again? One that can be repeated without a second effect always, any other only where the target has certainly not
 * acted on it: no connection, 408, 425 and 429.
 */
export function mayRepeat(failure: Failure, repeatable: boolean): boolean {
  if (repeatable) return true;
  return failure.kind === 'refused' || (failure.kind === 'status' && failure.status < 500);
}

/**
 * Milliseconds to wait after a failed attempt (counted from 1): what `Retry-After` says, bounded, else exponential backoff with full jitter.
 */
export function delayAfter(attempt: number, failure: Failure, policy: RetryPolicy, nowEpochMs: number): number {
  const asked = failure.kind === 'status' && failure.retryAfter !== undefined ? readRetryAfter(failure.retryAfter, nowEpochMs) : undefined;
  if (asked !== undefined) return Math.min(asked, policy.maxRetryAfterMilliseconds);
  return Math.floor(policy.random() * Math.min(policy.maxDelayMilliseconds, policy.baseDelayMilliseconds * 2 ** (attempt - 1)));
}

/** Reads `Retry-After` (RFC 9110 §10.2.3), seconds or a date, as milliseconds from now; undefined when it is neither. */
export function readRetryAfter(value: string, nowEpochMs: number): number | undefined {
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = /^[A-Za-z]{3},/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowEpochMs);
}
