import type { SchemaId } from '../contract.ts';
import type { SourceDocument } from '../load/source-document.ts';
import type { SchemaResource } from '../references/schema-resource.ts';
import type { Dialect } from './dialect.ts';

/** What a schema's keywords mean depends on: where it stands, how it is written, and for `$dynamicRef` how it was reached. */
export interface SchemaScope {
  readonly document: SourceDocument;
  readonly dialect: Dialect;
  readonly resource: SchemaResource;
  readonly dynamic: DynamicScope;
  /** References resolved in this scope so far. */
  readonly known: Map<string, SchemaId>;
}

/** The outermost dynamic anchors by name (JSON Schema 2020-12 §8.2.3.2), with a key that is equal for equal bindings. */
export interface DynamicScope {
  readonly key: string;
  readonly anchors: ReadonlyMap<string, { readonly resource: SchemaResource; readonly schema: object }>;
}

/** Hands out scopes, one object for equal ones. */
export class SchemaScopes {
  readonly outermost: DynamicScope = { key: '', anchors: new Map() };
  readonly #scopes = new Map<SchemaResource, Map<string, SchemaScope>>();
  readonly #numbers = new Map<SchemaResource, number>();

  /** The scope of a schema in a resource that was entered from another scope. */
  enter(resource: SchemaResource, dialect: Dialect, from: DynamicScope): SchemaScope {
    const dynamic = this.#extend(from, resource);
    let scopes = this.#scopes.get(resource);
    if (!scopes) this.#scopes.set(resource, (scopes = new Map()));
    const key = dynamic.key === '' ? dialect.name : `${dialect.name} ${dynamic.key}`;
    let scope = scopes.get(key);
    if (!scope) scopes.set(key, (scope = { document: resource.document, dialect, resource, dynamic, known: new Map() }));
    return scope;
  }

  #extend(from: DynamicScope, resource: SchemaResource): DynamicScope {
    if (resource.dynamicAnchors.size === 0) return from;
    const added = [...resource.dynamicAnchors].filter(([name]) => !from.anchors.has(name));
    if (added.length === 0) return from;
    const anchors = new Map(from.anchors);
    for (const [name, schema] of added) anchors.set(name, { resource, schema });
    const key = [...anchors].map(([name, bound]) => `${name}=${this.#numberOf(bound.resource)}`).sort();
    return { key: key.join(' '), anchors };
  }

  #numberOf(resource: SchemaResource): number {
    const number = this.#numbers.get(resource) ?? this.#numbers.size;
    this.#numbers.set(resource, number);
    return number;
  }
}
