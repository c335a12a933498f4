import { seededRandom } from '../answers/seeded-random.ts';
import { refuse } from '../http/refusals/problem.ts';
import type { Refusal } from '../http/refusals/problem.ts';
import { drawLatency } from './draw-latency.ts';
import type { FaultRule } from './fault-rule.ts';

/** What happens to one request on its way, and to its answer. */
export interface Mishap {
  /** Milliseconds that the answer takes longer. */
  readonly delayMs: number;
  /** Answered in the place of what the operation says. */
  readonly refusal?: Refusal;
  /** How the answer is lost: never sent, cut off, or never sent after milliseconds of silence. */
  readonly loss?: { readonly kind: 'reset' | 'truncate' | 'timeout'; readonly holdMs: number };
  /** Whether the effect takes place all the same. */
  readonly isPerformed: boolean;
  /** Changes that a read does not see yet. */
  readonly unseenChanges: number;
}

/**
 * Puts together what the rules that hit a request do to it: latencies add up, and of the other faults the first counts, a stale read apart.
 *
 * @param rules at least one
 * @param seed decides how long latencies are
 */
export function combineFaults(rules: readonly FaultRule[], seed: string): Mishap {
  const grave = rules.find(({ fault }) => fault !== 'latency' && fault !== 'stale');
  const stale = rules.find(({ fault }) => fault === 'stale');
  const delaySeconds = rules.reduce(
    (sum, rule, index) => (rule.fault === 'latency' ? sum + drawLatency(rule.latency ?? 1, seededRandom(`${seed} latency ${index}`)) : sum),
    0,
  );
  return {
    delayMs: Math.round(delaySeconds * 1000),
    isPerformed: true,
    unseenChanges: stale ? (stale.changes ?? 1) : 0,
    ...(grave ? consequenceOf(grave) : {}),
  };
}

function consequenceOf(rule: FaultRule): Partial<Mishap> {
  switch (rule.fault) {
    case 'error':
      return { refusal: errorOf(rule), isPerformed: rule.afterCommit ?? false };
    case 'reset':
      return { loss: { kind: 'reset', holdMs: 0 }, isPerformed: rule.afterCommit ?? false };
    case 'truncate':
      return { loss: { kind: 'truncate', holdMs: 0 } };
    case 'timeout':
      return { loss: { kind: 'timeout', holdMs: Math.round((rule.holdSeconds ?? 30) * 1000) } };
    case 'latency':
    case 'stale':
      return {};
  }
}

function errorOf({ status = 503, retryAfterSeconds, afterCommit }: FaultRule): Refusal {
  const wait = retryAfterSeconds ?? (status === 429 || status === 503 ? 1 : undefined);
  const effect = afterCommit ? 'its effect has taken place' : 'nothing was done';
  return refuse(status, 'FAULT_INJECTED', `The mock was told to fail this request: ${effect}`, {
    ...(wait === undefined ? {} : { headers: { 'retry-after': String(wait) } }),
  });
}
