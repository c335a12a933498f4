import { seededRandom } from '../answers/seeded-random.ts';

/** How badly a broker behaves on a channel: each a share of its messages, from 0 to 1. */
export interface DisorderRule {
  /** Address or name of the channel as the contract writes it; every channel where it is left out. */
  readonly channel?: string;
  /** Delivered twice in a row. */
  readonly duplicate?: number;
  /** Delivered after the next message of the channel. */
  readonly reorder?: number;
  /** Never delivered. */
  readonly drop?: number;
  /** Delivered with a payload that the contract refuses. */
  readonly poison?: number;
  /** Delivered once more, after three later messages of the channel. */
  readonly redeliver?: number;
  /** Delivered so many seconds later. */
  readonly delay?: { readonly rate: number; readonly seconds: number };
  /** Seconds after which what waits for later messages is delivered when none come; 5 where it is left out. */
  readonly holdSeconds?: number;
}

/** What happens to one message on its way. */
export interface Mishaps {
  readonly dropped: boolean;
  readonly poisoned: boolean;
  readonly duplicated: boolean;
  readonly reordered: boolean;
  readonly redelivered: boolean;
  readonly delaySeconds: number;
}

/**
 * Decides what happens to a message. Each kind of mishap has a draw of its own, so that changing the rate of one leaves the others where they
 * were. The same seed gives the same mishaps.
 */
export function decideMishaps(rule: DisorderRule, seed: string): Mishaps {
  const hits = (kind: string, rate = 0): boolean => rate > 0 && seededRandom(`${seed} ${kind}`)() < rate;
  return {
    dropped: hits('drop', rule.drop),
    poisoned: hits('poison', rule.poison),
    duplicated: hits('duplicate', rule.duplicate),
    reordered: hits('reorder', rule.reorder),
    redelivered: hits('redeliver', rule.redeliver),
    delaySeconds: hits('delay', rule.delay?.rate) ? (rule.delay?.seconds ?? 0) : 0,
  };
}
