import type { Agenda } from '../state/behaviour/agenda.ts';
import type { KeptMessage } from './kept-messages.ts';

/** What is to be delivered. */
export interface HeldMessage {
  readonly message: KeptMessage;
  readonly contentType: string;
  /** Deliveries in a row. */
  readonly times: number;
}

/** A delivery that waits, as a snapshot has it. */
export interface WrittenHeld extends HeldMessage {
  readonly remaining: number | null;
  readonly dueMs: number | null;
}

interface Held {
  readonly held: HeldMessage;
  /** Later messages of the address that still have to come first. */
  remaining: number;
  /** By the session's clock, in milliseconds since 1970; Infinity for what waits however long. */
  readonly dueMs: number;
  readonly timer: NodeJS.Timeout | undefined;
}

/** Deliveries that wait for later messages, or for time to pass: on the wall, or on the session's clock, whichever comes first. */
export class HeldDeliveries implements Agenda {
  private held: Held[] = [];
  private readonly now: () => number;
  private readonly deliver: (held: HeldMessage) => void;

  /** @param now tells the session's time, in milliseconds since 1970 */
  constructor(now: () => number, deliver: (held: HeldMessage) => void) {
    this.now = now;
    this.deliver = deliver;
  }

  get size(): number {
    return this.held.length;
  }

  /** Holds a delivery until so many later messages of the address have come, or so many seconds have passed (0: however long). */
  hold(held: HeldMessage, until: { readonly messages: number; readonly seconds: number }): void {
    this.add(held, until.messages, until.seconds > 0 ? this.now() + until.seconds * 1000 : Infinity);
  }

  /** Tells that a message of an address has come: what waited for it alone is delivered. */
  passed(address: string): void {
    for (const one of this.held.slice()) if (one.held.message.address === address && --one.remaining <= 0) this.release(one);
  }

  nextMs(): number | undefined {
    return this.next()?.dueMs;
  }

  run(): void {
    const next = this.next();
    if (next) this.release(next);
  }

  /** Delivers all that is held, in the order in which it came, and says how many that were. */
  releaseAll(): number {
    const all = this.held;
    for (const one of all) this.release(one);
    return all.length;
  }

  /** Drops all that is held. */
  clear(): void {
    for (const { timer } of this.held) clearTimeout(timer);
    this.held = [];
  }

  /** What waits, as JSON. */
  snapshot(): readonly WrittenHeld[] {
    const finite = (number: number): number | null => (number === Infinity ? null : number);
    return this.held.map(({ held, remaining, dueMs }) => ({ ...held, remaining: finite(remaining), dueMs: finite(dueMs) }));
  }

  /** Holds what a snapshot says, and nothing else. The session's clock is the snapshot's. */
  restore(snapshot: readonly WrittenHeld[]): void {
    this.clear();
    for (const { remaining, dueMs, ...held } of snapshot) this.add(held, remaining ?? Infinity, dueMs ?? Infinity);
  }

  private add(held: HeldMessage, remaining: number, dueMs: number): void {
    const isTimed = dueMs !== Infinity;
    const timer = isTimed ? setTimeout(() => this.release(one), Math.max(0, dueMs - this.now())).unref() : undefined;
    const one: Held = { held, remaining, dueMs, timer };
    this.held.push(one);
  }

  private next(): Held | undefined {
    let next: Held | undefined;
    for (const one of this.held) if (one.dueMs < (next?.dueMs ?? Infinity)) next = one;
    return next;
  }

  private release(one: Held): void {
    if (!this.held.includes(one)) return;
    clearTimeout(one.timer);
    this.held = this.held.filter((other) => other !== one);
    this.deliver(one.held);
  }
}
