import type { Scope } from './expression.ts';
import type { MockState } from '../outcome.ts';
import { normalisePath, pathSegment } from '../model/path-template.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { Resource, StoredResource } from '../resource-store.ts';

/** What makes a change: an accepted request, a message, or the session's clock. */
export interface Cause {
  readonly operation?: { readonly operationId?: string | undefined };
  /** What the request or the message says. */
  readonly body?: unknown;
  /** The same as it came, where it is kept in another form. */
  readonly sent?: unknown;
  /** When it happens, in milliseconds since 1970: by the session's clock where it is left out. */
  readonly atMs?: number;
}

/** A change that is about to be made. */
export interface Change {
  readonly collection: CollectionModel;
  /** Path of the collection. */
  readonly path: string;
  readonly id: string;
  /** Undefined for a new resource. */
  readonly before: Resource | undefined;
  /** Undefined for one that is to be removed. */
  readonly after: Resource | undefined;
  /** The move that the operation itself makes needs no further leave. */
  readonly isMove?: boolean;
}

/** A resource that another lies below. */
export interface ResourceAbove {
  readonly collection: CollectionModel;
  readonly path: string;
  readonly id: string;
  readonly stored: StoredResource | undefined;
}

/** The resources that a collection lies below, innermost first. */
export function resourcesAbove(mock: MockState, collection: CollectionModel, path: string): readonly ResourceAbove[] {
  const segments = path.split('/');
  return mock.model
    .above(collection)
    .toReversed()
    .map((above) => {
      const depth = above.template.split('/').length;
      const place = segments.slice(0, depth).join('/');
      const id = decodeURIComponent(segments[depth] ?? '');
      return { collection: above, path: place, id, stored: mock.store.find(place, id) };
    });
}

/** What expressions see of a change. */
export function makeScope(mock: MockState, cause: Cause, change: Change): Scope {
  const [parent] = resourcesAbove(mock, change.collection, change.path);
  return {
    resource: change.after ?? {},
    before: change.before,
    parent: parent?.stored?.value,
    body: cause.body ?? cause.sent,
    now: cause.atMs ?? mock.session.clock.now(),
    children: (name) => childrenOf(mock, change.path, change.id, name),
    *collection(path) {
      for (const { value } of mock.store.list(alongside(path, change.path))) yield value;
    },
  };
}

/** A path whose parameters are what another path has at the same place. */
function alongside(path: string, other: string): string {
  if (!path.includes('{')) return normalisePath(path);
  const given = other.split('/');
  return path
    .split('/')
    .map((segment, index) => (segment.startsWith('{') ? (given[index] ?? '') : normalisePath(segment)))
    .join('/');
}

/** Resources below an item, with a change that is not stored yet. */
export function* childrenOf(mock: MockState, path: string, id: string, name: string, pending?: Change): Generator<Resource> {
  const below = `${path}/${pathSegment(id)}/${name}`;
  const changes = pending?.path === below;
  for (const child of mock.store.list(below)) {
    if (!changes || child.id !== pending.id) yield child.value;
    else if (pending.after) yield pending.after;
  }
  if (changes && pending.after && !mock.store.find(below, pending.id)) yield pending.after;
}
