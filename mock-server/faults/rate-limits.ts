import type { HttpOperation } from '../../registry/contract/index.ts';
import { refuse } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';
import type { VirtualClock } from '../state/virtual-clock.ts';
import { isNamed } from './session-faults.ts';

/** How many requests a session may send in a window of time (`rateLimits` in mock.yaml, `x-rate-limit` of an operation). */
export interface RateLimit {
  /** operationId, or method and path template; all operations together where left out. */
  readonly operation?: string;
  readonly requests: number;
  /** Length of the window on the session's clock. */
  readonly seconds: number;
}

interface Window {
  readonly endMs: number;
  taken: number;
}

/** Windows by their limits, as a snapshot has them. */
export type OpenWindows = readonly (readonly [limit: string, window: Readonly<Window>])[];

const WINDOW_SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** Counts the requests of one session. Windows begin with a request and end by the session's clock alone. */
export class SessionRateLimits {
  private limits: readonly RateLimit[];
  private readonly windows = new Map<string, Window>();
  private readonly declared = new Map<HttpOperation, readonly RateLimit[]>();

  constructor(limits: readonly RateLimit[]) {
    this.limits = limits;
  }

  /** Enforces other limits; the windows of those that stay are kept. */
  reload(limits: readonly RateLimit[]): void {
    this.limits = limits;
    this.declared.clear();
  }

  /** The windows, as JSON. */
  snapshot(): OpenWindows {
    return [...this.windows];
  }

  /** Opens the windows that a snapshot says, and no others. */
  restore(snapshot: OpenWindows): void {
    this.windows.clear();
    for (const [limit, { endMs, taken }] of snapshot) this.windows.set(limit, { endMs, taken });
  }

  /** Takes one request to an operation: undefined, or the refusal (429 with `Retry-After`) when a limit is used up. */
  take(operation: HttpOperation, clock: VirtualClock): Refusal | undefined {
    const limits = this.limitsOf(operation);
    if (limits.length === 0) return undefined;
    const now = clock.now();
    const windows = limits.map((limit) => this.windowOf(limit, operation, now));
    const full = windows.findIndex(({ taken }, index) => taken >= (limits[index]?.requests ?? 0));
    const limit = limits[full];
    const window = windows[full];
    if (!limit || !window) {
      for (const open of windows) open.taken++;
      return undefined;
    }
    const wait = Math.max(1, Math.ceil((window.endMs - now) / 1000));
    const detail = `More than ${limit.requests} requests in ${limit.seconds} seconds: send it again when the session's clock is ${wait} seconds on`;
    return refuse(429, 'RATE_LIMITED', detail, { headers: { 'retry-after': String(wait) } });
  }

  private limitsOf(operation: HttpOperation): readonly RateLimit[] {
    const known = this.declared.get(operation);
    if (known) return known;
    const own = declaredLimit(operation);
    const limits = this.limits.filter((limit) => limit.operation === undefined || isNamed(operation, limit.operation));
    const all = own ? [...limits, own] : limits;
    this.declared.set(operation, all);
    return all;
  }

  private windowOf(limit: RateLimit, operation: HttpOperation, now: number): Window {
    const key = `${limit.operation === undefined ? '*' : operation.key} ${limit.requests} ${limit.seconds}`;
    const known = this.windows.get(key);
    const isOpen = known && now < known.endMs && now >= known.endMs - limit.seconds * 1000;
    const window = isOpen ? known : { endMs: now + limit.seconds * 1000, taken: 0 };
    this.windows.set(key, window);
    return window;
  }
}

/** The limit that an operation declares: `x-rate-limit: { limit: 100, window: 60 }`; the window in seconds, or second, minute, hour or day. */
function declaredLimit({ extensions, key }: HttpOperation): RateLimit | undefined {
  const declared = extensions['x-rate-limit'] ?? extensions['x-ratelimit'];
  if (typeof declared !== 'object' || declared === null) return undefined;
  const { limit, requests = limit, window, seconds = window } = declared as Readonly<Record<string, unknown>>;
  const length = typeof seconds === 'string' ? WINDOW_SECONDS[seconds] : seconds;
  if (typeof requests !== 'number' || typeof length !== 'number' || requests < 1 || length <= 0) return undefined;
  return { operation: key, requests, seconds: length };
}
