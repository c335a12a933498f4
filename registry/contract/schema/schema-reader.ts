import { InterlockError } from '../../../errors.ts';
import type { NamedSchema, Schema, SchemaId } from '../contract.ts';
import type { FindingLog } from '../finding-log.ts';
import { isObject } from '../load/is-object.ts';
import { endlessChain, type References } from '../references/references.ts';
import type { SchemaResource } from '../references/schema-resource.ts';
import { childNode, locationOf, type SourceNode } from '../references/source-node.ts';
import { SchemaOrigins } from '../schema-location.ts';
import type { MemberConverter } from './convert-members.ts';
import { convertSchema, memberConverter } from './convert-schema.ts';
import { declaredDialect, dialectByUri, type Dialect } from './dialect.ts';
import { refuseEndlessSchemas } from './endless-schemas.ts';
import { Inheritance } from './inheritance.ts';
import { describe } from './keyword-fault.ts';
import type { SchemaGraphBuilder } from './schema-graph-builder.ts';
import { siteOf } from './schema-site.ts';
import { schemaName } from './schema-name.ts';
import { SchemaScopes, type SchemaScope } from './schema-scope.ts';

/** Builds the schema graph of one contract: converts what it is given to JSON Schema 2020-12 and gives every target of a `$ref` an id. */
export class SchemaReader implements SchemaGraphBuilder {
  readonly references: References;
  readonly log: FindingLog;
  readonly origins = new SchemaOrigins();
  readonly scopes = new SchemaScopes();
  readonly inheritance: Inheritance;
  readonly #named: NamedSchema[] = [];
  readonly #ids = new Map<unknown, Map<string, SchemaId>>();
  readonly #pending: { readonly node: SourceNode; readonly scope: SchemaScope }[] = [];
  readonly #converters = new Map<SchemaScope, MemberConverter>();
  #count = 0;

  constructor(references: References, log: FindingLog) {
    this.references = references;
    this.log = log;
    this.inheritance = new Inheritance(references);
  }

  /**
   * Converts a schema where it is used. An absent one permits everything.
   *
   * @throws SCHEMA_INVALID, and what resolving its references throws.
   */
  read(node: SourceNode, dialect: Dialect): Schema {
    if (node.value === undefined) return true;
    return this.#convert(node, this.scopes.enter(this.#resourceOf(node), dialect, this.scopes.outermost));
  }

  /** Gives a schema that is declared under a name an id, whether or not anything refers to it. */
  declare(node: SourceNode, dialect: Dialect): SchemaId {
    return this.#identify(node, this.scopes.enter(this.#resourceOf(node), dialect, this.scopes.outermost));
  }

  /**
   * Converts what references have led to, in the order of discovery, and hands out the graph.
   *
   * @throws SCHEMA_INVALID, REFERENCE_CYCLE and the other errors of references.
   */
  finish(): ReadonlyMap<SchemaId, NamedSchema> {
    for (let next = this.#pending[this.#named.length]; next; next = this.#pending[this.#named.length]) {
      const { node, scope } = next;
      const id: SchemaId = `schema:${this.#named.length}`;
      this.#named.push({ id, name: schemaName(node), schema: this.#convert(node, scope, true), location: locationOf(node) });
    }
    const graph = new Map(this.#named.map((named) => [named.id, named]));
    refuseEndlessSchemas(graph, this.references.documents);
    return graph;
  }

  idOf(reference: string, holder: object, scope: SchemaScope): SchemaId {
    const known = scope.known.get(reference);
    if (known !== undefined) return known;
    const id = this.#identify(this.references.resolve(reference, siteOf(holder, scope)), scope);
    scope.known.set(reference, id);
    return id;
  }

  dynamicIdOf(reference: string, anchor: string, holder: object, scope: SchemaScope): SchemaId {
    const target = this.references.resolve(reference, siteOf(holder, scope));
    const isDynamic = this.#resourceOf(target).dynamicAnchors.get(anchor) === target.value;
    const bound = isDynamic ? scope.dynamic.anchors.get(anchor) : undefined;
    if (!bound) return this.#identify(target, scope);
    const { document } = bound.resource;
    return this.#identify({ document, pointer: document.pointerOf(bound.schema) ?? '', value: bound.schema }, scope);
  }

  memberConverter(scope: SchemaScope): MemberConverter {
    let converter = this.#converters.get(scope);
    if (!converter) this.#converters.set(scope, (converter = memberConverter(scope, this)));
    return converter;
  }

  /** The innermost schema resource that a node stands in. */
  #resourceOf(node: SourceNode): SchemaResource {
    const { document } = node;
    const resources = this.references.documents.resourcesOf(document);
    if (resources.size > 1) {
      for (let holder: unknown = node.value; typeof holder === 'object' && holder !== null; holder = document.parentOf(holder)?.parent) {
        const resource = resources.get(holder);
        if (resource) return resource;
      }
    }
    return resources.get(document.value)!;
  }

  #identify(node: SourceNode, scope: SchemaScope): SchemaId {
    const { target, dialect } = this.#behindAliases(node, scope);
    const inner = this.scopes.enter(this.#resourceOf(target), dialect, scope.dynamic);
    const identity = typeof target.value === 'object' && target.value !== null ? target.value : `${target.document.file}#${target.pointer}`;
    let ids = this.#ids.get(identity);
    if (!ids) this.#ids.set(identity, (ids = new Map()));
    let id = ids.get(inner.dynamic.key);
    if (id === undefined) {
      id = `schema:${this.#count}`;
      this.#count += 1;
      ids.set(inner.dynamic.key, id);
      this.#pending.push({ node: target, scope: inner });
    }
    return id;
  }

  /** A schema that is nothing but a reference is another name of its target: both are one schema in the graph. */
  #behindAliases(node: SourceNode, scope: SchemaScope): { readonly target: SourceNode; readonly dialect: Dialect } {
    const visited = new Set<unknown>();
    let target = node;
    let dialect = this.#dialectOf(node, scope);
    for (;;) {
      const { value } = target;
      if (isObject(value) && typeof value['schemaFormat'] === 'string' && 'schema' in value) {
        target = childNode(target, 'schema');
        continue;
      }
      if (!isObject(value) || typeof value['$ref'] !== 'string') return { target, dialect };
      if (dialect.refSiblings === 'conjoined' && Object.keys(value).length > 1) return { target, dialect };
      if (visited.has(value) || visited.size >= this.references.documents.limits.referenceChain) throw endlessChain(node);
      visited.add(value);
      const next = this.references.resolve(value['$ref'], { ...target, resource: this.#resourceOf(target) });
      dialect = this.#dialectOf(next, { document: target.document, dialect });
      target = next;
    }
  }

  #dialectOf(node: SourceNode, from: Pick<SchemaScope, 'document' | 'dialect'>): Dialect {
    const own = isObject(node.value) ? node.value['$schema'] : undefined;
    if (typeof own === 'string') return dialectByUri(own) ?? from.dialect;
    return node.document === from.document ? from.dialect : (declaredDialect(node.document) ?? from.dialect);
  }

  #convert(node: SourceNode, scope: SchemaScope, isNamed = false): Schema {
    const { value } = node;
    if (typeof value === 'boolean') return value;
    if (isObject(value)) return this.log.attempt<Schema>(() => convertSchema(value, scope, this, isNamed ? node : undefined), true);
    throw new InterlockError('SCHEMA_INVALID', `a schema must be an object, true or false, not ${describe(value)}`, {
      place: node.document.placeOf(node.pointer),
    });
  }
}
