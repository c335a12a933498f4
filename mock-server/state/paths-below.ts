/** Paths of collections by what they lie below, so that nobody has to look through all of them for those of one item. */
export class PathsBelow {
  private readonly byPrefix = new Map<string, Set<string>>();

  constructor(paths: Iterable<string>) {
    for (const path of paths) this.add(path);
  }

  add(path: string): void {
    for (const prefix of prefixesOf(path)) {
      const known = this.byPrefix.get(prefix);
      if (known) known.add(path);
      else this.byPrefix.set(prefix, new Set([path]));
    }
  }

  delete(path: string): void {
    for (const prefix of prefixesOf(path)) {
      const known = this.byPrefix.get(prefix);
      known?.delete(path);
      if (known?.size === 0) this.byPrefix.delete(prefix);
    }
  }

  /** `/orders/O-1/lines` is under `/orders/O-1`, and whatever is under its items, too. */
  under(itemPath: string): readonly string[] {
    return [...(this.byPrefix.get(itemPath) ?? [])];
  }
}

/** What may be an item: no item has a path of one segment. */
function* prefixesOf(path: string): Generator<string> {
  for (let end = path.indexOf('/', path.indexOf('/', 1) + 1); end > 0; end = path.indexOf('/', end + 1)) yield path.slice(0, end);
}
