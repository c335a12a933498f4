import type { Contract, HttpOperation } from '../../registry/contract/index.ts';
import { refuse } from '../http/refusals/problem.ts';
import type { Refusal } from '../http/refusals/problem.ts';
import type { VirtualClock } from '../state/virtual-clock.ts';
import { declaredLimits } from './declared-limits.ts';
import { isNamed } from './is-named.ts';
import type { RateLimit } from './rate-limit.ts';

/** How a limit stands after a request. */
export interface LimitState {
  readonly limit: RateLimit;
  /** Requests that are left in the window. */
  readonly remaining: number;
  /** Whole seconds until the window ends by the session's clock, 1 at least: the same for the same requests, however long they took. */
  readonly waitSeconds: number;
}

/** A request that was counted. */
export interface CountedRequest {
  /** 429 with `Retry-After`, when a limit was used up. */
  readonly refusal?: Refusal;
  /** Every limit that it falls under, the one that is used up first before the others. */
  readonly states: readonly [LimitState, ...LimitState[]];
}

interface Window {
  /** By `VirtualClock.lapsed`, as long as no real time passes. */
  readonly endMs: number;
  taken: number;
}

/** Windows by their limits, as a snapshot has them. */
export type OpenWindows = readonly (readonly [limit: string, window: Readonly<Window>])[];

/**
 * Counts the requests of one session. Windows begin with a request. They end when as much time has passed as they are long: what callers let pass on the
 * session's clock, and real time, so that who waits for `Retry-After` gets through. What is told of them is reckoned by the clock alone. In a session whose
 * clock a caller has set, nothing but the clock counts.
 */
export class SessionRateLimits {
  private limits: readonly RateLimit[];
  private contract: Contract;
  private readonly windows = new Map<string, Window>();
  /** When windows began, by real time. */
  private readonly begunMs = new WeakMap<Window, number>();
  private readonly ofOperations = new Map<HttpOperation, readonly RateLimit[]>();

  constructor(limits: readonly RateLimit[], contract: Contract) {
    this.limits = limits;
    this.contract = contract;
  }

  /** Enforces other limits; the windows of those that stay are kept. */
  reload(limits: readonly RateLimit[], contract: Contract): void {
    this.limits = limits;
    this.contract = contract;
    this.ofOperations.clear();
  }

  /** The windows, as JSON. */
  snapshot(): OpenWindows {
    return [...this.windows];
  }

  /** Opens the windows that a snapshot says, and no others. */
  restore(snapshot: OpenWindows): void {
    this.windows.clear();
    for (const [limit, { endMs, taken }] of snapshot) this.open(limit, { endMs, taken });
  }

  /** Takes one request to an operation: undefined where there is no limit. */
  take(operation: HttpOperation, clock: VirtualClock): CountedRequest | undefined {
    const limits = this.limitsOf(operation);
    if (limits.length === 0) return undefined;
    const open = limits.map((limit) => ({ limit, ...this.windowOf(limit, operation, clock) }));
    const used = open.find(({ limit, window }) => window.taken >= limit.requests);
    if (!used) for (const { window } of open) window.taken++;
    const states = open
      .map(({ limit, window, leftMs }) => ({
        limit,
        remaining: Math.max(0, limit.requests - window.taken),
        waitSeconds: Math.max(1, Math.ceil(leftMs / 1000)),
      }))
      .toSorted(
        (one, other) => one.remaining - other.remaining || other.waitSeconds - one.waitSeconds,
      ) as unknown as CountedRequest['states'];
    return used ? { states, refusal: refuseFor(states) } : { states };
  }

  private limitsOf(operation: HttpOperation): readonly RateLimit[] {
    const known = this.ofOperations.get(operation);
    if (known) return known;
    const given = this.limits.filter((limit) => limit.operation === undefined || isNamed(operation, limit.operation));
    const isOwn = given.some((limit) => limit.operation !== undefined);
    const all = isOwn ? given : [...given, ...declaredLimits(this.contract, operation)];
    this.ofOperations.set(operation, all);
    return all;
  }

  private windowOf(limit: RateLimit, operation: HttpOperation, clock: VirtualClock): { readonly window: Window; readonly leftMs: number } {
    const key = `${limit.operation === undefined ? '*' : operation.key} ${limit.requests} ${limit.seconds}`;
    const known = this.windows.get(key);
    const lengthMs = limit.seconds * 1000;
    const leftMs = known ? known.endMs - clock.lapsed() : 0;
    if (known && leftMs > this.realMsOf(known, clock) && leftMs <= lengthMs) return { window: known, leftMs };
    return { window: this.open(key, { endMs: clock.lapsed() + lengthMs, taken: 0 }), leftMs: lengthMs };
  }

  /** Real time since a window began; none where a caller holds the clock. */
  private realMsOf(window: Window, clock: VirtualClock): number {
    return clock.isHeld ? 0 : performance.now() - (this.begunMs.get(window) ?? 0);
  }

  private open(key: string, window: Window): Window {
    this.windows.set(key, window);
    this.begunMs.set(window, performance.now());
    return window;
  }
}

function refuseFor(states: CountedRequest['states']): Refusal {
  const { limit } = states[0];
  const wait = Math.max(...states.filter(({ remaining }) => remaining === 0).map(({ waitSeconds }) => waitSeconds));
  const detail = `More than ${limit.requests} requests in ${limit.seconds} seconds: send it again ${wait} seconds later, or advance the session's clock`;
  return refuse(429, 'RATE_LIMITED', detail, { headers: { 'retry-after': String(wait) } });
}
