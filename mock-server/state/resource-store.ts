import { jsonText } from '../answers/json-text.ts';
import { pathSegment } from './model/path-template.ts';
import { PathsBelow } from './paths-below.ts';
import { RemovedItems } from './removed-items.ts';
import { textFingerprint } from './text-fingerprint.ts';

/** A JSON object as a mock keeps it. */
export type Resource = Readonly<Record<string, unknown>>;

/** A resource in its collection. */
export interface StoredResource {
  readonly id: string;
  /** Place in the order of creation, over the whole store: cursors point at it. */
  readonly sequence: number;
  readonly value: Resource;
  /** When it last changed, by the session's clock. */
  readonly changedMs: number;
  /** Strong entity tag of the value (RFC 9110 §8.8.3). */
  readonly etag: string;
}

/** A resource as a snapshot has it: its tag follows from its value. */
export type WrittenResource = Omit<StoredResource, 'etag'>;

/** What a store keeps, as it is written and read back. */
export interface StoreSnapshot {
  readonly sequence: number;
  readonly collections: Readonly<Record<string, readonly WrittenResource[]>>;
  /** Paths of items that were removed. */
  readonly removed: readonly string[];
  /** What the last changes took the place of, for reads that do not see them yet. */
  readonly history?: readonly WrittenChange[];
}

/** What a change took the place of, as it is written. */
export interface WrittenChange {
  readonly collection: string;
  readonly id: string;
  /** Absent where there was nothing. */
  readonly stored?: WrittenResource;
  /** True where it happened at one with what is written before it. */
  readonly isFurther?: boolean;
  readonly wasRemoved: boolean;
  readonly below: readonly (readonly [path: string, resources: readonly WrittenResource[]])[];
}

/** Changes that `before` can go back. */
const MAX_BACK = 100;

/** What a change of one resource took the place of. */
interface Replaced {
  readonly collection: string;
  readonly id: string;
  readonly stored: StoredResource | undefined;
  readonly wasRemoved: boolean;
  /** Collections below a removed item. */
  readonly below: readonly (readonly [string, Map<string, StoredResource>])[];
}

/** What a mock remembers: resources by collection path (`/accounts/A-1/adjustments`, segments percent-encoded) and id. */
export class ResourceStore {
  private readonly collections = new Map<string, Map<string, StoredResource>>();
  /** Of `collections`; made at the first removal. */
  private below: PathsBelow | undefined;
  private readonly removed = new RemovedItems();
  /** By changes: what one changed, in the order in which it did. */
  private readonly replaced: (readonly Replaced[])[] = [];
  private underWay: Replaced[] | undefined;
  private sequence = 0;

  /** A number that no earlier call returned since the last `clear`: it seeds generated values. */
  nextSequence(): number {
    return ++this.sequence;
  }

  find(collection: string, id: string): StoredResource | undefined {
    return this.collections.get(collection)?.get(id);
  }

  /** Was anything ever put into the collection, or removed from it? */
  isTouched(collection: string): boolean {
    return this.collections.has(collection) || this.removed.areOf(collection);
  }

  /** How many resources there are in the collection. */
  count(collection: string): number {
    return this.collections.get(collection)?.size ?? 0;
  }

  /** In the order of creation. */
  list(collection: string): Iterable<StoredResource> {
    return this.collections.get(collection)?.values() ?? [];
  }

  /** Paths of the collections in which there are, or were, resources. */
  paths(): Iterable<string> {
    return this.collections.keys();
  }

  /** Adds a resource, or replaces the one with this id in its place. */
  put(collection: string, id: string, value: Resource, changedMs: number, etag = entityTag(value)): StoredResource {
    let resources = this.collections.get(collection);
    if (!resources) {
      this.collections.set(collection, (resources = new Map()));
      this.below?.add(collection);
    }
    const before = resources.get(id);
    this.note(collection, id, before);
    const stored = { id, sequence: before?.sequence ?? this.nextSequence(), value, changedMs, etag };
    resources.set(id, stored);
    if (this.removed.areOf(collection)) this.removed.delete(itemPath(collection, id));
    return stored;
  }

  /** True when the resource was there and was removed, as far as the last 10,000 removals go back. */
  wasRemoved(collection: string, id: string): boolean {
    return this.removed.areOf(collection) && this.removed.has(itemPath(collection, id));
  }

  /** Removes a resource and whatever lies below it. */
  remove(collection: string, id: string): void {
    const path = itemPath(collection, id);
    this.below ??= new PathsBelow(this.collections.keys());
    const below = this.below.under(path).map((under) => [under, this.collections.get(under) ?? new Map<string, StoredResource>()] as const);
    this.note(collection, id, this.find(collection, id), below);
    this.collections.get(collection)?.delete(id);
    this.removed.add(path);
    for (const [under] of below) {
      this.collections.delete(under);
      this.below.delete(under);
    }
  }

  /** Makes of all that is put and removed meanwhile one change: `before` goes back all of it, or nothing. */
  asOne(change: () => void): void {
    if (this.underWay) return change();
    this.underWay = [];
    try {
      change();
    } finally {
      if (this.underWay.length > 0) this.keep(this.underWay);
      this.underWay = undefined;
    }
  }

  /** What is there now was there from the beginning, as far as `before` tells: what is seeded is no change. */
  forgetChanges(): void {
    this.replaced.length = 0;
  }

  /** A store that holds what this one held before the last changes, up to 100 of them; changing it changes nothing here. */
  before(changes: number): ResourceStore {
    const earlier = new ResourceStore();
    for (const [path, resources] of this.collections) earlier.collections.set(path, new Map(resources));
    for (const path of this.removed.all()) earlier.removed.add(path);
    earlier.sequence = this.sequence;
    const undone = this.replaced.slice(Math.max(0, this.replaced.length - changes)).flat();
    for (const one of undone.reverse()) earlier.undo(one);
    return earlier;
  }

  private undo({ collection, id, stored, wasRemoved, below }: Replaced): void {
    const resources = this.collections.get(collection) ?? new Map<string, StoredResource>();
    if (stored) resources.set(id, stored);
    else resources.delete(id);
    const inOrder = [...resources].sort(([, a], [, b]) => a.sequence - b.sequence);
    if (inOrder.length > 0 || this.collections.has(collection)) this.collections.set(collection, new Map(inOrder));
    for (const [path, items] of below) this.collections.set(path, new Map(items));
    if (wasRemoved) this.removed.add(itemPath(collection, id));
    else this.removed.delete(itemPath(collection, id));
  }

  private note(collection: string, id: string, stored: StoredResource | undefined, below: Replaced['below'] = []): void {
    const replaced = { collection, id, stored, wasRemoved: this.wasRemoved(collection, id), below };
    if (this.underWay) this.underWay.push(replaced);
    else this.keep([replaced]);
  }

  private keep(change: readonly Replaced[]): void {
    this.replaced.push(change);
    if (this.replaced.length > 2 * MAX_BACK) this.replaced.splice(0, MAX_BACK);
  }

  /** All that is kept, as JSON. */
  snapshot(): StoreSnapshot {
    const collections: Record<string, readonly WrittenResource[]> = {};
    for (const [path, resources] of this.collections) collections[path] = [...resources.values()].map(withoutTag);
    const history = this.replaced.slice(-MAX_BACK).flatMap((change) => change.map((one, index) => written(one, index > 0)));
    return { sequence: this.sequence, collections, removed: this.removed.all(), history };
  }

  /** Brings the store to what a snapshot says. */
  restore(snapshot: StoreSnapshot): void {
    this.collections.clear();
    this.below = undefined;
    this.removed.clear();
    this.replaced.length = 0;
    this.sequence = snapshot.sequence;
    for (const [path, resources] of Object.entries(snapshot.collections)) this.collections.set(path, byId(resources));
    for (const path of snapshot.removed) this.removed.add(path);
    const changes: Replaced[][] = [];
    for (const { stored, below, isFurther, ...change } of snapshot.history ?? []) {
      const was = below.map(([path, resources]) => [path, byId(resources)] as const);
      const replaced = { ...change, stored: stored && withTag(stored), below: was };
      const last = isFurther ? changes.at(-1) : undefined;
      if (last) last.push(replaced);
      else changes.push([replaced]);
    }
    this.replaced.push(...changes);
  }
}

function written({ stored, below, ...change }: Replaced, isFurther: boolean): WrittenChange {
  return {
    ...change,
    ...(isFurther && { isFurther }),
    ...(stored && { stored: withoutTag(stored) }),
    below: below.map(([path, resources]) => [path, [...resources.values()].map(withoutTag)]),
  };
}

function withoutTag({ id, sequence, value, changedMs }: WrittenResource): WrittenResource {
  return { id, sequence, value, changedMs };
}

function withTag(written: WrittenResource): StoredResource {
  return { ...withoutTag(written), etag: entityTag(written.value) };
}

function byId(resources: readonly WrittenResource[]): Map<string, StoredResource> {
  return new Map(resources.map((written) => [written.id, withTag(written)]));
}

function itemPath(collection: string, id: string): string {
  return `${collection}/${pathSegment(id)}`;
}

/** The strong entity tag of a resource. */
export function entityTag(value: Resource): string {
  return `"${textFingerprint(jsonText(value))}"`;
}
