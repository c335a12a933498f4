interface Held {
  readonly address: string;
  /** Later messages of the address that still have to come first. */
  remaining: number;
  readonly timer: NodeJS.Timeout | undefined;
  deliver(): void;
}

/** Deliveries that wait for later messages or for time to pass. */
export class HeldDeliveries {
  private held: Held[] = [];

  get size(): number {
    return this.held.length;
  }

  /** Holds a delivery until so many later messages of the address have come, or so many seconds have passed (0: however long). */
  hold(address: string, until: { readonly messages: number; readonly seconds: number }, deliver: () => void): void {
    const timer = until.seconds > 0 ? setTimeout(() => this.release(one), until.seconds * 1000).unref() : undefined;
    const one: Held = { address, remaining: until.messages, timer, deliver };
    this.held.push(one);
  }

  /** Tells that a message of an address has come: what waited for it alone is delivered. */
  passed(address: string): void {
    for (const one of this.held.slice()) if (one.address === address && --one.remaining <= 0) this.release(one);
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

  private release(one: Held): void {
    if (!this.held.includes(one)) return;
    clearTimeout(one.timer);
    this.held = this.held.filter((other) => other !== one);
    one.deliver();
  }
}
