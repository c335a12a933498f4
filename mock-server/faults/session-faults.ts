import type { HttpOperation } from '../../registry/contract/index.ts';
import { seededRandom } from '../answers/seeded-random.ts';
import { refuse } from '../http/refusals/problem.ts';
import type { Refusal } from '../http/refusals/problem.ts';
import type { RequestContext } from '../http/request-context.ts';
import { FAULT_KINDS } from './fault-rule.ts';
import type { FaultRule } from './fault-rule.ts';
import { isNamed } from './is-named.ts';
import { combineFaults } from './mishap.ts';
import type { Mishap } from './mishap.ts';
import { readPreferredFault } from './preferred-fault.ts';

/** What a session's faults depend on, as a snapshot has it. */
export interface FaultsSnapshot {
  /** Requests that each operation had. */
  readonly counts: readonly (readonly [operation: string, count: number])[];
  /** Those that were set for the session. */
  readonly rules?: readonly FaultRule[];
}

/** The faults of one contract's mock for one session, and how many requests each operation had: that number seeds the next draw. */
export class SessionFaults {
  private readonly contractId: string;
  private given: readonly FaultRule[];
  private own: readonly FaultRule[] | undefined;
  private readonly counts = new Map<string, number>();

  constructor(contractId: string, given: readonly FaultRule[]) {
    this.contractId = contractId;
    this.given = given;
  }

  /** What holds now: what was set for the session, else what the mock was started with. */
  get rules(): readonly FaultRule[] {
    return this.own ?? this.given;
  }

  /** Sets rules for the session in the place of those that the mock was started with; undefined goes back to these. */
  set(rules: readonly FaultRule[] | undefined): void {
    this.own = rules;
  }

  /** Changes what the mock was started with. */
  reload(rules: readonly FaultRule[]): void {
    this.given = rules;
  }

  /** All that decides the next draws beside what the mock was started with, as JSON. */
  snapshot(): FaultsSnapshot {
    return { counts: [...this.counts], ...(this.own && { rules: this.own }) };
  }

  /** Goes on from a snapshot. */
  restore({ counts, rules }: FaultsSnapshot): void {
    this.counts.clear();
    for (const [operation, count] of counts) this.counts.set(operation, count);
    this.own = rules;
  }

  /** What happens to the next request to an operation: undefined when nothing does, a refusal when `Prefer` asks for a fault that is none. */
  next(operation: HttpOperation, { prefer, session, seed }: RequestContext): Mishap | Refusal | undefined {
    if (prefer.fault === undefined && this.rules.length === 0) return undefined;
    const count = (this.counts.get(operation.key) ?? 0) + 1;
    this.counts.set(operation.key, count);
    const drawn = `${seed} ${this.contractId} ${operation.key} fault ${count}`;
    const asked = prefer.fault === undefined ? undefined : this.asked(prefer.fault, prefer.all.get('fault')?.parameters);
    if (asked && 'problem' in asked) return asked;
    const hits = asked
      ? [asked]
      : this.rules.filter(
          (rule, index) =>
            (rule.session === undefined || rule.session === session.name) &&
            (rule.operation === undefined || isNamed(operation, rule.operation)) &&
            isHit(rule.rate ?? 1, `${drawn} ${index}`),
        );
    return hits.length === 0 ? undefined : combineFaults(hits, drawn);
  }

  private asked(name: string, parameters: ReadonlyMap<string, string> = new Map()): FaultRule | Refusal {
    const rule = this.rules.find((candidate) => candidate.name === name) ?? readPreferredFault(name, parameters);
    if (rule) return rule;
    const names = this.rules.flatMap((known) => (known.name === undefined ? [] : [known.name]));
    const detail = `Prefer asks for fault=${name.slice(0, 100)}, which is none or does not take these parameters: there are ${[...names, ...FAULT_KINDS].join(', ')}`;
    return refuse(400, 'PREFERENCE_UNKNOWN', detail);
  }
}

function isHit(rate: number, seed: string): boolean {
  return rate >= 1 || (rate > 0 && seededRandom(seed)() < rate);
}
