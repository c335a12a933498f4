import type { Contract } from '../../registry/contract/index.ts';
import { isObject } from '../answers/schema-shape.ts';
import type { SentRequest } from './sent-request.ts';

/** The newest value that is known of something: what this run made goes before what was there. */
interface Known {
  made?: string;
  seen?: string;
}

/**
 * What a target has answered so far, as far as later requests need it: ids for path parameters, entity tags, and which resources this run made.
 * Made is only what a 201 names as the resource itself, by its Location or its own id: the ids of others that it tells are those of others.
 */
export class KnownValues {
  private readonly byName = new Map<string, Known>();
  private readonly byCollection = new Map<string, Known>();
  /** Paths of resources, with what they hold. */
  private readonly made = new Set<string>();
  private readonly tags = new Map<string, string>();
  private readonly templates: readonly (readonly string[])[];
  private readonly names: ReadonlySet<string>;

  constructor(contract: Contract) {
    const paths = contract.operations.flatMap((operation) => (operation.kind === 'http' ? [operation.path] : []));
    this.templates = [...new Set(paths)].map(segmentsOf);
    this.names = new Set(paths.flatMap((path) => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => plain(name!))));
  }

  /** Learns from an answer of success. */
  learn({ operation, method, url }: SentRequest, status: number, headers: Headers, value: unknown): void {
    const path = url.split('?', 1)[0]!;
    const tag = headers.get('etag');
    if (tag !== null) this.tags.set(path, tag);
    this.harvest(value, path, 0);
    if (operation.path.endsWith('}')) this.harvest(value, parentOf(path), 0);
    if (method !== 'POST' || status !== 201) return;
    const names = this.namesBelow(operation.path);
    const location = headers.get('location');
    const located = location === null ? undefined : this.placeOf(location, path);
    const id = located ? undefined : ownId(value, names);
    if (located) this.noteMade(located.collection, located.id, located.collection === path ? names : []);
    else if (id !== undefined) this.noteMade(path, id, names);
  }

  /** A value for a path parameter: the newest that was made, else seen, in this collection, else of this name. Undefined when none was. */
  idFor(collection: string, name: string): string | undefined {
    const known = [this.byCollection.get(collection), this.byName.get(plain(name))];
    return known[0]?.made ?? known[0]?.seen ?? known[1]?.made ?? known[1]?.seen;
  }

  /** Was the resource at this path made in this run? Then changing it hurts nobody. */
  isMade(path: string): boolean {
    return this.made.has(path);
  }

  tagOf(path: string): string | undefined {
    return this.tags.get(path);
  }

  private noteMade(collection: string, id: string, names: readonly string[]): void {
    this.made.add(`${collection}/${encodeURIComponent(id)}`);
    keep(this.byCollection, collection, 'made', id);
    for (const name of names) keep(this.byName, name, 'made', id);
  }

  /** Where a Location is: right below the collection, or at the longest path of the contract that it ends with. Undefined where it is neither. */
  private placeOf(location: string, collection: string): { readonly collection: string; readonly id: string } | undefined {
    const segments = segmentsOf(location.split(/[?#]/, 1)[0]!.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, ''));
    const id = decoded(segments.at(-1) ?? '');
    if (id === '') return undefined;
    if (`/${segments.join('/')}`.endsWith(`${collection}/${segments.at(-1)}`)) return { collection, id };
    const fitting = this.templates
      .filter((template) => template.at(-1)?.endsWith('}') && endsAs(segments, template))
      .toSorted((one, other) => other.length - one.length)[0];
    return fitting && { collection: parentOf(`/${segments.slice(-fitting.length).join('/')}`), id };
  }

  /** Names of the parameter that follows a collection's own path. */
  private namesBelow(path: string): readonly string[] {
    const collection = segmentsOf(path);
    return this.templates.flatMap((template) => {
      const [, name] = /^\{([^}]+)\}$/.exec(template[collection.length] ?? '') ?? [];
      const isBelow = collection.every((segment, at) => shapeOf(segment) === shapeOf(template[at] ?? ''));
      return name !== undefined && isBelow ? [plain(name)] : [];
    });
  }

  private harvest(value: unknown, collection: string | undefined, depth: number): void {
    if (depth > 3) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 5).toReversed()) this.harvest(item, collection, depth + 1);
      return;
    }
    if (!isObject(value)) return;
    const id = idOf(value['id']);
    if (id !== undefined && collection !== undefined) keep(this.byCollection, collection, 'seen', id);
    for (const [name, member] of Object.entries(value)) {
      const text = idOf(member);
      if (text === undefined) this.harvest(member, id === undefined ? collection : undefined, depth + 1);
      else if (this.names.has(plain(name))) keep(this.byName, plain(name), 'seen', text);
    }
  }
}

/** The id that a resource tells of itself: at the top, or in the only object that is there. */
function ownId(value: unknown, names: readonly string[], depth = 0): string | undefined {
  if (!isObject(value)) return undefined;
  const named = Object.entries(value).find(([name, member]) => names.includes(plain(name)) && idOf(member) !== undefined);
  const id = idOf(named?.[1]) ?? idOf(value['id']);
  const inner = Object.values(value).filter(isObject);
  return id ?? (depth === 0 && inner.length === 1 ? ownId(inner[0], names, 1) : undefined);
}

function idOf(member: unknown): string | undefined {
  return typeof member === 'string' || typeof member === 'number' ? String(member) : undefined;
}

function keep(into: Map<string, Known>, key: string, how: keyof Known, id: string): void {
  into.set(key, { ...into.get(key), [how]: id });
}

function endsAs(segments: readonly string[], template: readonly string[]): boolean {
  const tail = segments.slice(-template.length);
  return tail.length === template.length && template.every((segment, at) => segment.includes('{') || segment === tail[at]);
}

function shapeOf(segment: string): string {
  return segment.replaceAll(/\{[^}]+\}/g, '{}');
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter(Boolean);
}

function parentOf(path: string): string {
  return path.replace(/\/[^/]*$/, '');
}

function plain(name: string): string {
  return name.replaceAll(/[_-]/g, '').toLowerCase();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
