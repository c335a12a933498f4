import { describe, expect, it } from 'vitest';
import { DEFAULT_RETRY_POLICY, delayAfter, isTransient, mayRepeat, readRetryAfter } from './retry-policy.ts';
import type { Failure } from './retry-policy.ts';

const now = Date.UTC(2026, 1, 2, 9, 30, 0);
const policy = {
  ...DEFAULT_RETRY_POLICY,
  baseDelayMilliseconds: 100,
  maxDelayMilliseconds: 1000,
  maxRetryAfterMilliseconds: 30_000,
  random: () => 0.5,
};
const busy = (retryAfter?: string): Failure => ({ kind: 'status', status: 429, retryAfter });

describe('delayAfter', () => {
  const table: readonly [string, { readonly attempt: number; readonly failure: Failure; readonly want: number }][] = [
    ['half of the base by this jitter', { attempt: 1, failure: { kind: 'refused' }, want: 50 }],
    ['doubles', { attempt: 2, failure: { kind: 'interrupted' }, want: 100 }],
    ['doubles again', { attempt: 3, failure: { kind: 'interrupted' }, want: 200 }],
    ['is bounded', { attempt: 30, failure: { kind: 'interrupted' }, want: 500 }],
    ['waits the seconds that the target asks for', { attempt: 1, failure: busy('7'), want: 7000 }],
    ['waits until the date that the target names', { attempt: 1, failure: busy('Mon, 02 Feb 2026 09:30:05 GMT'), want: 5000 }],
    ['does not wait for a date that has passed', { attempt: 1, failure: busy('Mon, 02 Feb 2026 09:00:00 GMT'), want: 0 }],
    ['grants no more than the bound', { attempt: 1, failure: busy('86400'), want: 30_000 }],
    ['backs off when Retry-After makes no sense', { attempt: 2, failure: busy('soon'), want: 100 }],
  ];
  it.each(table)('%s', (_, { attempt, failure, want }) => {
    expect(delayAfter(attempt, failure, policy, now)).toBe(want);
  });
});

describe('isTransient', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])('%d may pass', (status) => expect(isTransient(status)).toBe(true));
  it.each([200, 400, 401, 404, 409, 422, 501, 505])('%d will not', (status) => expect(isTransient(status)).toBe(false));
});

describe('mayRepeat', () => {
  const table: readonly [string, Failure, boolean, boolean][] = [
    ['a repeatable request after anything', { kind: 'interrupted' }, true, true],
    ['any request that never reached the target', { kind: 'refused' }, false, true],
    ['any request that the target put off', busy(), false, true],
    ['no unrepeatable request that may have had its effect', { kind: 'interrupted' }, false, false],
    ['no unrepeatable request that the target failed on', { kind: 'status', status: 503, retryAfter: '1' }, false, false],
  ];
  it.each(table)('%s', (_, failure, repeatable, want) => expect(mayRepeat(failure, repeatable)).toBe(want));
});

describe('readRetryAfter', () => {
  it.each(['', '-1', '1.5', 'tomorrow', '2026-02-02'])('%j is neither seconds nor an HTTP date', (value) => {
    expect(readRetryAfter(value, now)).toBeUndefined();
  });
});
