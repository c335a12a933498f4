import type { Contract } from '../../registry/contract/index.ts';
import { isObject } from '../answers/schema-shape.ts';
import type { SentRequest } from './sent-request.ts';

/** What a target has answered so far, as far as later requests need it: ids for path parameters, entity tags. */
export class KnownValues {
  private readonly byName = new Map<string, string[]>();
  private readonly byCollection = new Map<string, string[]>();
  private readonly made = new Set<string>();
  private readonly tags = new Map<string, string>();
  private readonly names: ReadonlySet<string>;

  constructor(contract: Contract) {
    const paths = contract.operations.flatMap((operation) => (operation.kind === 'http' ? [operation.path] : []));
    this.names = new Set(paths.flatMap((path) => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => plain(name!))));
  }

  /** Learns from an answer of success. */
  learn({ operation, method, url }: SentRequest, status: number, headers: Headers, value: unknown): void {
    const path = url.split('?', 1)[0]!;
    const tag = headers.get('etag');
    if (tag !== null) this.tags.set(path, tag);
    const isMade = method === 'POST' && status === 201;
    const located = isMade ? headers.get('location')?.split(/[?#]/, 1)[0]?.split('/').filter(Boolean).at(-1) : undefined;
    if (located !== undefined) this.keep(this.byCollection, path, decoded(located), isMade);
    this.harvest(value, path, isMade, 0);
    if (operation.path.endsWith('}')) this.harvest(value, path.replace(/\/[^/]*$/, ''), false, 0);
  }

  /** A value for a path parameter: the newest that was made or seen in this collection, else of this name. Undefined when none was. */
  idFor(collection: string, name: string): string | undefined {
    return this.byCollection.get(collection)?.at(-1) ?? this.byName.get(plain(name))?.at(-1);
  }

  /** Was this id made in this run? Then changing it hurts nobody. */
  isMade(id: string): boolean {
    return this.made.has(id);
  }

  tagOf(path: string): string | undefined {
    return this.tags.get(path);
  }

  private harvest(value: unknown, collection: string, isMade: boolean, depth: number): void {
    if (depth > 3) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 5).toReversed()) this.harvest(item, collection, isMade, depth + 1);
      return;
    }
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string' || typeof member === 'number') {
        if (this.names.has(plain(name))) this.keep(this.byName, plain(name), String(member), isMade);
        if (name === 'id') this.keep(this.byCollection, collection, String(member), isMade);
      } else this.harvest(member, collection, isMade && depth < 1 && !Array.isArray(member), depth + 1);
    }
  }

  /** What was made stands last, which is what is taken. */
  private keep(into: Map<string, string[]>, key: string, id: string, isMade: boolean): void {
    if (isMade) this.made.add(id);
    const known = into.get(key) ?? [];
    if (!known.includes(id)) into.set(key, isMade || !this.made.has(known.at(-1) ?? '') ? [...known, id] : [id, ...known]);
  }
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
