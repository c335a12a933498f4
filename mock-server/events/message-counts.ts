const MAX_ADDRESSES = 10_000;

/** Numbers the messages of each address. Of more than 10,000 addresses the one that was silent longest is forgotten. */
export class MessageCounts {
  private readonly counts = new Map<string, number>();

  /** The number of the next message of an address, from 1. */
  next(address: string): number {
    const count = (this.counts.get(address) ?? 0) + 1;
    this.put(address, count);
    return count;
  }

  /** The count of each address, as JSON; the one that was silent longest comes first. */
  snapshot(): readonly (readonly [address: string, count: number])[] {
    return [...this.counts];
  }

  /** Goes on from a snapshot. */
  restore(snapshot: readonly (readonly [address: string, count: number])[]): void {
    this.clear();
    for (const [address, count] of snapshot) this.put(address, count);
  }

  clear(): void {
    this.counts.clear();
  }

  private put(address: string, count: number): void {
    this.counts.delete(address);
    this.counts.set(address, count);
    const silent = this.counts.size > MAX_ADDRESSES ? this.counts.keys().next().value : undefined;
    if (silent !== undefined) this.counts.delete(silent);
  }
}
