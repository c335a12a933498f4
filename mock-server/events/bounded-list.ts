/** Things in the order in which they came, bounded in number and size: the oldest go first. The last one stays, however large. */
export class BoundedList<T> {
  private kept: { readonly item: T; readonly size: number }[] = [];
  private total = 0;
  private readonly maxItems: number;
  private readonly maxSize: number;

  /** @param maxSize in what `add` counts sizes in: characters of text */
  constructor(maxItems: number, maxSize: number) {
    this.maxItems = maxItems;
    this.maxSize = maxSize;
  }

  /** All that is kept, the oldest first. */
  get items(): readonly T[] {
    return this.kept.map(({ item }) => item);
  }

  add(item: T, size: number): void {
    this.kept.push({ item, size });
    this.total += size;
    let dropped = 0;
    while (this.kept.length - dropped > this.maxItems || (this.total > this.maxSize && this.kept.length - dropped > 1)) {
      this.total -= this.kept[dropped++]?.size ?? 0;
    }
    if (dropped > 0) this.kept.splice(0, dropped);
  }

  clear(): void {
    this.kept = [];
    this.total = 0;
  }
}
