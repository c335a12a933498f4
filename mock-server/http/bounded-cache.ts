/** What a cache keeps at most: values, and the bytes of all of them together. */
export interface CacheBounds {
  readonly maxKept: number;
  readonly maxBytes: number;
}

/** Keeps values by key within bounds: where a new one leaves too much, the oldest go. The newest always stays. */
export class BoundedCache<Value> {
  private readonly bounds: CacheBounds;
  private readonly bytesOf: (value: Value) => number;
  private readonly kept = new Map<string, Value>();
  private bytes = 0;

  /** @param bytesOf how much room a value takes: the same each time that it is asked */
  constructor(bounds: CacheBounds, bytesOf: (value: Value) => number) {
    this.bounds = bounds;
    this.bytesOf = bytesOf;
  }

  find(key: string): Value | undefined {
    return this.kept.get(key);
  }

  /** Keeps a value as the newest, in the place of the one that had its key. */
  keep(key: string, value: Value): void {
    this.drop(key);
    this.kept.set(key, value);
    this.bytes += this.bytesOf(value);
    for (const oldest of this.kept.keys()) {
      const isWithin = this.bytes <= this.bounds.maxBytes && this.kept.size <= this.bounds.maxKept;
      if (isWithin || oldest === key) return;
      this.drop(oldest);
    }
  }

  drop(key: string): void {
    const value = this.kept.get(key);
    if (value === undefined) return;
    this.kept.delete(key);
    this.bytes -= this.bytesOf(value);
  }

  clear(): void {
    this.kept.clear();
    this.bytes = 0;
  }

  /** All that is kept, the oldest first. */
  entries(): readonly (readonly [key: string, value: Value])[] {
    return [...this.kept];
  }
}
