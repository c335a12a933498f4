import { InterlockError } from '../../../errors.ts';
import type { Schema } from '../contract.ts';
import { isObject, type JsonObject } from '../load/is-object.ts';
import type { SourceNode } from '../references/source-node.ts';
import { convertList, convertMembers, setMember, type MemberConverter, type MutableSchema } from './convert-members.ts';
import { dialectByUri } from './dialect.ts';
import { KEYWORD_KINDS } from './keyword-kinds.ts';
import { describe, keywordFault, TYPE_NAMES } from './keyword-fault.ts';
import { isForeign, rewriteDialect } from './rewrite-dialect.ts';
import { schemaFault } from './schema-fault.ts';
import type { SchemaGraphBuilder } from './schema-graph-builder.ts';
import type { SchemaScope } from './schema-scope.ts';

/**
 * Converts one schema object and those within it to JSON Schema 2020-12. What needs no change is the source's own object; nothing of
 * the source is ever written to.
 *
 * @param named The node, when a `$ref` points at it.
 * @throws SCHEMA_INVALID, DOCUMENT_TOO_LARGE when schemas nest too deep, and the errors of references.
 */
export function convertSchema(source: JsonObject, outer: SchemaScope, graph: SchemaGraphBuilder, named?: SourceNode): Schema {
  const scope = enterSchema(source, outer, graph);
  const { document, dialect } = scope;
  if (typeof source['$ref'] === 'string' && dialect.refSiblings === 'ignored') return referenceOnly(source, scope, graph);

  const convertMember = graph.memberConverter(scope);
  let copy: MutableSchema | undefined;
  let isRewritten = named !== undefined && source['allOf'] !== undefined;
  for (const key in source) {
    const kind = KEYWORD_KINDS.get(key);
    const value = source[key];
    let converted = value;
    if (kind === undefined || (kind === 'type' && TYPE_NAMES.has(value))) {
      if (copy) setMember(copy, key, value);
      continue;
    } else if (kind === 'schema' || (kind === 'items' && !Array.isArray(value))) {
      converted = convertMember(value, source, key);
    } else if (kind === 'schemas') {
      if (!Array.isArray(value)) throw schemaFault(`'${key}' must be an array of schemas, not ${describe(value)}`, document, source, key);
      converted = convertList(value, source, key, convertMember);
    } else if (kind === 'members') {
      if (!isObject(value)) throw schemaFault(`'${key}' must hold schemas by name, not ${describe(value)}`, document, source, key);
      converted = convertMembers(value, source, key, convertMember);
    } else if (kind === 'dialect' || kind === 'items') {
      if (isForeign(key, value, dialect)) {
        isRewritten = true;
        converted = undefined;
      }
    } else if (kind === 'type' && value === 'file' && dialect.hasNullable) {
      isRewritten = true;
      converted = undefined;
    } else {
      converted = kind === 'dropped' ? undefined : checkKeyword(kind, key, value, source, scope);
    }
    if (converted !== value) copy ??= membersBefore(source, key);
    if (copy && converted !== undefined) copy[key] = converted;
  }
  if (isRewritten) copy = rewriteDialect(copy ?? { ...source }, source, scope, graph, convertMember, named);
  const schema = copy ?? source;
  graph.origins.record(schema, document, source);
  return schema;
}

/** Converts the schemas within those of a scope. */
export function memberConverter(scope: SchemaScope, graph: SchemaGraphBuilder): MemberConverter {
  let depth = 0;
  return (value, holder, key, item) => {
    if (typeof value === 'boolean') return value;
    if (isObject(value)) {
      if (depth >= graph.references.documents.limits.nestingDepth) throw tooDeep(value, scope);
      depth += 1;
      try {
        return graph.log.attempt<Schema>(() => convertSchema(value, scope, graph), true);
      } finally {
        depth -= 1;
      }
    }
    const keys = item === undefined ? [key] : [key, item];
    throw schemaFault(`a schema must be an object, true or false, not ${describe(value)}`, scope.document, holder, ...keys);
  };
}

/** The members that come before one: a copy that leaves members out is built without them, since deleting makes objects slow. */
function membersBefore(source: JsonObject, end: string): MutableSchema {
  const copy: MutableSchema = {};
  for (const key in source) {
    if (key === end) break;
    setMember(copy, key, source[key]);
  }
  return copy;
}

function enterSchema(source: JsonObject, scope: SchemaScope, graph: SchemaGraphBuilder): SchemaScope {
  const declared = source['$schema'];
  const dialect = (typeof declared === 'string' ? dialectByUri(declared) : undefined) ?? scope.dialect;
  const identifier = dialect.identifier === undefined ? undefined : source[dialect.identifier];
  const isResource = typeof identifier === 'string' && scope.resource.root !== source;
  const resource = isResource ? graph.references.documents.resourcesOf(scope.document).get(source) : undefined;
  return resource || dialect !== scope.dialect ? graph.scopes.enter(resource ?? scope.resource, dialect, scope.dynamic) : scope;
}

function referenceOnly(source: JsonObject, scope: SchemaScope, graph: SchemaGraphBuilder): Schema {
  const schema = { $ref: graph.idOf(source['$ref'] as string, source, scope) };
  graph.origins.record(schema, scope.document, source);
  return schema;
}

/** Checks a keyword, and writes the harmless variants of one as one: a `type` array of one is a string, an empty `required` is none. */
function checkKeyword(
  kind: Parameters<typeof keywordFault>[0],
  key: string,
  value: unknown,
  source: JsonObject,
  { document }: SchemaScope,
): unknown {
  const fault = keywordFault(kind, value);
  if (fault !== undefined) throw schemaFault(`'${key}' ${fault}`, document, source, key);
  if (kind === 'type' && Array.isArray(value)) return value.length === 1 ? value[0] : nullLast(value);
  if (kind === 'names' && (value as readonly unknown[]).length === 0) return undefined;
  return value;
}

function nullLast(types: readonly unknown[]): readonly unknown[] {
  const index = types.indexOf('null');
  return index === -1 || index === types.length - 1 ? types : [...types.filter((type) => type !== 'null'), 'null'];
}

function tooDeep(source: JsonObject, { document }: SchemaScope): InterlockError {
  const place = document.placeOf(document.pointerOf(source) ?? '');
  return new InterlockError('DOCUMENT_TOO_LARGE', 'schemas are nested deeper than the limit allows', { place });
}
