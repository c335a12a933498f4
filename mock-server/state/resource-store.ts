import { createHash } from 'node:crypto';

/** A JSON object as a mock keeps it. */
export type Resource = Readonly<Record<string, unknown>>;

/** A resource in its collection. */
export interface StoredResource {
  readonly id: string;
  /** Place in the order of creation, over the whole store: cursors point at it. */
  readonly sequence: number;
  readonly value: Resource;
  /** Strong entity tag of the value (RFC 9110 §8.8.3). */
  readonly etag: string;
}

/** What a mock remembers: resources by collection path (`/accounts/A-1/adjustments`, segments percent-encoded) and id. */
export class ResourceStore {
  private readonly collections = new Map<string, Map<string, StoredResource>>();
  private sequence = 0;

  /** A number that no earlier call returned since the last `clear`: it seeds generated values. */
  nextSequence(): number {
    return ++this.sequence;
  }

  find(collection: string, id: string): StoredResource | undefined {
    return this.collections.get(collection)?.get(id);
  }

  /** In the order of creation. */
  list(collection: string): Iterable<StoredResource> {
    return this.collections.get(collection)?.values() ?? [];
  }

  /** Adds a resource, or replaces the one with this id in its place. */
  put(collection: string, id: string, value: Resource): StoredResource {
    let resources = this.collections.get(collection);
    if (!resources) this.collections.set(collection, (resources = new Map()));
    const stored = { id, sequence: resources.get(id)?.sequence ?? this.nextSequence(), value, etag: entityTag(value) };
    resources.set(id, stored);
    return stored;
  }

  /** Removes a resource and whatever lies below it. */
  remove(collection: string, id: string): void {
    this.collections.get(collection)?.delete(id);
    const below = `${collection}/${encodeURIComponent(id)}/`;
    for (const path of this.collections.keys()) if (path.startsWith(below)) this.collections.delete(path);
  }

  clear(): void {
    this.collections.clear();
    this.sequence = 0;
  }
}

/** The strong entity tag of a JSON value. */
export function entityTag(value: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)}"`;
}
