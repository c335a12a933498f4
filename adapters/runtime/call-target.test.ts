import { describe, expect, it } from 'vitest';
import { InterlockError } from '../../errors.ts';
import { callTarget } from './call-target.ts';
import type { TargetRequest } from './call-target.ts';
import { DEFAULT_RETRY_POLICY } from './retry-policy.ts';

type Step = number | [number, Record<string, string>] | 'timeout' | 'refused';

function script(steps: readonly Step[]) {
  const waits: number[] = [];
  let calls = 0;
  const fetch = async (): Promise<Response> => {
    const step = steps[Math.min(calls++, steps.length - 1)];
    if (step === 'timeout') throw new DOMException('timed out', 'TimeoutError');
    if (step === 'refused') throw new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) });
    const [status, headers] = Array.isArray(step) ? step : [step, {}];
    return new Response('{}', { status: status ?? 200, headers: headers ?? {} });
  };
  const policy = {
    ...DEFAULT_RETRY_POLICY,
    attempts: 3,
    random: () => 0.999,
    sleep: async (milliseconds: number) => waits.push(milliseconds),
  };
  return { settings: { policy, timeoutMilliseconds: 1000, fetch: fetch as typeof globalThis.fetch }, waits, calls: () => calls };
}

function target(overrides: Partial<TargetRequest> = {}): TargetRequest {
  return {
    url: 'http://billing.test/accounts/secret-number',
    method: 'POST',
    body: undefined,
    repeatable: true,
    headers: async () => ({}),
    renewCredentials: () => false,
    ...overrides,
  };
}

describe('callTarget', () => {
  const table: readonly [
    string,
    { readonly steps: readonly Step[]; readonly repeatable?: boolean; readonly want: number | 'unavailable'; readonly calls: number },
  ][] = [
    ['takes the first answer', { steps: [200], want: 200, calls: 1 }],
    ['takes a 4xx as an answer', { steps: [422], want: 422, calls: 1 }],
    ['outlasts 503 and a refused connection', { steps: [503, 'refused', 201], want: 201, calls: 3 }],
    ['gives up after the attempts', { steps: [503], want: 'unavailable', calls: 3 }],
    ['repeats a repeatable request after a timeout', { steps: ['timeout', 200], want: 200, calls: 2 }],
    ['does not repeat another after a timeout', { steps: ['timeout', 200], repeatable: false, want: 'unavailable', calls: 1 }],
    ['repeats it when no connection came about', { steps: ['refused', 200], repeatable: false, want: 200, calls: 2 }],
    ['repeats it when the target put it off', { steps: [429, 200], repeatable: false, want: 200, calls: 2 }],
  ];
  it.each(table)('%s', async (_, { steps, repeatable, want, calls }) => {
    const run = script(steps);
    const result = callTarget(target(repeatable === undefined ? {} : { repeatable }), run.settings);
    if (want === 'unavailable') await expect(result).rejects.toMatchObject({ code: 'TARGET_UNAVAILABLE' });
    else expect((await result).status).toBe(want);
    expect(run.calls()).toBe(calls);
  });

  it('waits as long as Retry-After says', async () => {
    const run = script([[429, { 'retry-after': '3' }], 200]);
    await callTarget(target(), run.settings);
    expect(run.waits).toEqual([3000]);
  });

  it('renews credentials once after a 401', async () => {
    const run = script([401, 401]);
    let renewals = 0;
    const answer = await callTarget(target({ renewCredentials: () => ++renewals > 0 }), run.settings);
    expect([answer.status, renewals, run.calls(), run.waits]).toEqual([401, 1, 2, []]);
  });

  it('names the target without its path, which may hold what is sensitive', async () => {
    const error = await callTarget(target(), script([500]).settings).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InterlockError);
    expect((error as InterlockError).message).toBe('POST at http://billing.test: the target answered 500 (3 attempts)');
  });
});
