import type { Place } from '../../errors.ts';
import type { Finding, Location, Severity } from '../../registry/contract/index.ts';

/** How real traffic can differ from the contract; docs/findings.md explains each. */
export const DRIFT_RULES = {
  operation: { ruleId: 'drift-operation-undeclared', severity: 'error' },
  taken: { ruleId: 'drift-request-taken', severity: 'error' },
  invalid: { ruleId: 'drift-request-invalid', severity: 'warning' },
  refused: { ruleId: 'drift-request-refused', severity: 'warning' },
  status: { ruleId: 'drift-response-status', severity: 'error' },
  header: { ruleId: 'drift-response-header', severity: 'error' },
  body: { ruleId: 'drift-response-body', severity: 'error' },
  field: { ruleId: 'drift-field-undeclared', severity: 'hint' },
  unjudged: { ruleId: 'drift-not-checked', severity: 'warning' },
  target: { ruleId: 'drift-target-failed', severity: 'error' },
  failed: { ruleId: 'verify-server-error', severity: 'error' },
  lost: { ruleId: 'verify-not-stored', severity: 'error' },
  open: { ruleId: 'verify-unauthenticated-taken', severity: 'error' },
  unreached: { ruleId: 'verify-not-reached', severity: 'warning' },
  skipped: { ruleId: 'verify-not-run', severity: 'hint' },
} as const satisfies Readonly<Record<string, { readonly ruleId: string; readonly severity: Severity }>>;

/** One way in which an exchange differed. It holds names and places, and no value of the message. */
export interface Drift {
  readonly kind: keyof typeof DRIFT_RULES;
  /** operationId or key; undefined when the contract has none. */
  readonly operation: string | undefined;
  /** Where in the exchange: `request query /limit`, `response 200 body /lines/0/amount`. */
  readonly witness: string;
  /** What differs, without values. */
  readonly message: string;
  /** What the contract says, as far as it says anything. */
  readonly expected: Location;
  readonly place: Place;
}

/** A drift and how often it was seen. */
export interface SeenDrift extends Drift {
  readonly count: number;
}

const MOST_DRIFTS = 1000;

/** The drifts of one contract: each once, however often it is seen. At most 1,000 different ones are kept. */
export class DriftLog {
  private readonly drifts = new Map<string, Drift & { count: number }>();
  /** Drifts that were not kept, because there were too many different ones. */
  unkept = 0;
  /** Requests that passed. */
  exchanges = 0;

  note(drift: Drift): void {
    const items = drift.witness.replaceAll(/\/\d+(?=\/|$)/g, '/*');
    const key = JSON.stringify([drift.kind, drift.operation, items, drift.expected.file, drift.expected.pointer, drift.message]);
    const known = this.drifts.get(key);
    if (known) known.count++;
    else if (this.drifts.size < MOST_DRIFTS) this.drifts.set(key, { ...drift, count: 1 });
    else this.unkept++;
  }

  /** In the order in which they were first seen. */
  seen(): readonly SeenDrift[] {
    return [...this.drifts.values()];
  }
}

/** A drift as every report prints it. */
export function driftFinding({ kind, operation, witness, message, expected, place, count }: SeenDrift, contractId: string): Finding {
  const times = count === 1 ? '' : ` (${count} times)`;
  return {
    ...DRIFT_RULES[kind],
    message: `${operation === undefined ? '' : `${operation}, `}${witness}: ${message}${times}`,
    place,
    pointer: expected.pointer,
    contractId,
    subject: [operation ?? '', witness.replaceAll(/\/\d+(?=\/|$)/g, '/*')],
  };
}
