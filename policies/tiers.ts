import type { Criticality } from '../registry/workspace/index.ts';

/** What a criticality asks of a contract and of those who change it. */
export interface Tier {
  /** What stands at this criticality: `moves money or the ledger`. */
  readonly meaning: string;
  /** Longest life of a waiver, from the day it was created to the day it expires. */
  readonly waiverDays: number;
  /** Days that pass between the announced end of something and its removal. */
  readonly deprecationGraceDays: number;
  /** How many people must approve a change. */
  readonly approvals: number;
  /** What the contract and its operations owe besides, in words. The rules of the catalogue hold them to it, each as severely as its page says. */
  readonly duties: readonly string[];
}

/** Duties of every contract that work waits for. */
const OPERATIONAL = [
  'availability, latency and delivery window as objectives',
  'a runbook that names the degraded procedure',
  'an Idempotency-Key on every POST that moves money',
  'trace context on every call and event',
  'mutual TLS between systems',
  'a dead letter and a retry policy for every event',
] as const;

/** The one table of what criticality 0, 1, 2 and 3 mean. Whatever depends on it reads it here. */
export const TIERS: Readonly<Record<Criticality, Tier>> = {
  0: {
    meaning: 'moves money or the ledger',
    waiverDays: 14,
    deprecationGraceDays: 180,
    approvals: 2,
    duties: [
      ...OPERATIONAL,
      'actor and correlation id on every call that moves money, for the audit',
      'what cannot be proved harmless, or cannot be checked, fails',
    ],
  },
  1: {
    meaning: 'operational: work stops without it',
    waiverDays: 30,
    deprecationGraceDays: 90,
    approvals: 1,
    duties: [...OPERATIONAL, 'what cannot be proved harmless, or cannot be checked, fails'],
  },
  2: {
    meaning: 'reference data',
    waiverDays: 90,
    deprecationGraceDays: 30,
    approvals: 1,
    duties: ['an owner, a data class and a secured interface', 'objectives and a runbook are advised'],
  },
  3: {
    meaning: 'analytical',
    waiverDays: 180,
    deprecationGraceDays: 0,
    approvals: 0,
    duties: ['an owner, a data class and a secured interface'],
  },
};
