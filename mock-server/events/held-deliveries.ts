import type { Agenda } from '../state/agenda.ts';

interface Held {
  readonly address: string;
  /** Later messages of the address that still have to come first. */
  remaining: number;
  /** By the session's clock, in milliseconds since 1970; Infinity for what waits however long. */
  readonly dueMs: number;
  readonly timer: NodeJS.Timeout | undefined;
  deliver(): void;
}

/** Deliveries that wait for later messages, or for time to pass: on the wall, or on the session's clock, whichever comes first. */
export class HeldDeliveries implements Agenda {
  private held: Held[] = [];
  private readonly now: () => number;

  /** @param now tells the session's time, in milliseconds since 1970 */
  constructor(now: () => number) {
    this.now = now;
  }

  get size(): number {
    return this.held.length;
  }

  /** Holds a delivery until so many later messages of the address have come, or so many seconds have passed (0: however long). */
  hold(address: string, until: { readonly messages: number; readonly seconds: number }, deliver: () => void): void {
    const isTimed = until.seconds > 0;
    const timer = isTimed ? setTimeout(() => this.release(one), until.seconds * 1000).unref() : undefined;
    const dueMs = isTimed ? this.now() + until.seconds * 1000 : Infinity;
    const one: Held = { address, remaining: until.messages, dueMs, timer, deliver };
    this.held.push(one);
  }

  /** Tells that a message of an address has come: what waited for it alone is delivered. */
  passed(address: string): void {
    for (const one of this.held.slice()) if (one.address === address && --one.remaining <= 0) this.release(one);
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

  private next(): Held | undefined {
    let next: Held | undefined;
    for (const one of this.held) if (one.dueMs < (next?.dueMs ?? Infinity)) next = one;
    return next;
  }

  private release(one: Held): void {
    if (!this.held.includes(one)) return;
    clearTimeout(one.timer);
    this.held = this.held.filter((other) => other !== one);
    one.deliver();
  }
}
