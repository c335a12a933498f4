/** What goes wrong. `truncate` and `timeout` come after the effect has taken place, `error` and `reset` before it unless the rule says otherwise. */
export const FAULT_KINDS = ['latency', 'error', 'reset', 'truncate', 'timeout', 'stale'] as const;

/** One of `FAULT_KINDS`. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Which requests a fault hits, and how (`faults` in mock.yaml; mock.schema.json describes it). */
export interface FaultRule {
  readonly fault: FaultKind;
  /** `Prefer: fault=<name>` asks for it. */
  readonly name?: string;
  /** Only in a faults file: the contract whose requests are hit; those of every contract where left out. */
  readonly contract?: string;
  /** operationId, or method and path template as the contract writes them; every operation where left out. */
  readonly operation?: string;
  /** Every session where left out. */
  readonly session?: string;
  /** Share of the requests, from 0 to 1; 1 where left out. With 0 the fault comes only when it is asked for by name. */
  readonly rate?: number;
  /** Seconds that `latency` takes: always so many, or drawn from a distribution. */
  readonly latency?: Latency;
  /** Status of an `error`, 503 where left out. */
  readonly status?: number;
  /** `Retry-After` of an `error`; 1 with 429 and 503 where left out, none with others. */
  readonly retryAfterSeconds?: number;
  /** True when an `error` or a `reset` comes once the effect has taken place. */
  readonly afterCommit?: boolean;
  /** Seconds that `timeout` keeps the caller waiting before the connection is reset; 30 where left out. */
  readonly holdSeconds?: number;
  /** Changes that a `stale` read does not see yet; 1 where left out. */
  readonly changes?: number;
}

/** A length of time in seconds: fixed, uniform, lognormal by two of its percentiles, or by percentiles with straight lines between them. */
export type Latency =
  | number
  | { readonly from: number; readonly to: number }
  | { readonly median: number; readonly p95: number }
  | { readonly percentiles: Readonly<Record<string, number>> };
