/** Removals that are remembered, so that what is gone stays gone. */
const MAX_REMOVED = 10_000;

/** Paths of the items that were removed last: the oldest are forgotten. */
export class RemovedItems {
  private readonly paths = new Set<string>();
  /** How many there are of each collection. */
  private readonly counts = new Map<string, number>();

  has(itemPath: string): boolean {
    return this.paths.has(itemPath);
  }

  /** Were any removed from the collection? */
  areOf(collection: string): boolean {
    return this.counts.has(collection);
  }

  add(itemPath: string): void {
    this.delete(itemPath);
    this.paths.add(itemPath);
    this.count(itemPath, 1);
    const oldest = this.paths.size > MAX_REMOVED ? this.paths.values().next().value : undefined;
    if (oldest !== undefined) this.delete(oldest);
  }

  delete(itemPath: string): void {
    if (this.paths.delete(itemPath)) this.count(itemPath, -1);
  }

  clear(): void {
    this.paths.clear();
    this.counts.clear();
  }

  /** The oldest first. */
  all(): readonly string[] {
    return [...this.paths];
  }

  private count(itemPath: string, by: number): void {
    const collection = itemPath.slice(0, itemPath.lastIndexOf('/'));
    const count = (this.counts.get(collection) ?? 0) + by;
    if (count === 0) this.counts.delete(collection);
    else this.counts.set(collection, count);
  }
}
