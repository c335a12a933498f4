import type { JsonObject } from '../load/is-object.ts';
import { isObject } from '../load/is-object.ts';
import type { SourceNode } from '../references/source-node.ts';
import { convertList, type MemberConverter, type MutableSchema } from './convert-members.ts';
import type { Dialect } from './dialect.ts';
import { writeDiscriminator } from './discriminator.ts';
import { describe } from './keyword-fault.ts';
import { rewriteNullable } from './rewrite-nullable.ts';
import { schemaFault } from './schema-fault.ts';
import type { SchemaGraphBuilder } from './schema-graph-builder.ts';
import type { SchemaScope } from './schema-scope.ts';

/** Whether a keyword of some dialect has a meaning in this one that 2020-12 writes otherwise. */
export function isForeign(key: string, value: unknown, dialect: Dialect): boolean {
  switch (key) {
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return !Number.isFinite(value);
    case 'nullable':
      return dialect.hasNullable;
    case 'dependencies':
      return dialect.hasDependencies;
    case 'examples':
      return !Array.isArray(value);
    case 'id':
      return dialect.identifier === 'id' && typeof value === 'string';
    default:
      return true;
  }
}

/**
 * Rewrites the keywords that are foreign to 2020-12, on a copy that lacks them and whose other keywords are converted.
 *
 * @returns the copy.
 */
export function rewriteDialect(
  copy: MutableSchema,
  source: JsonObject,
  scope: SchemaScope,
  graph: SchemaGraphBuilder,
  convertMember: MemberConverter,
  named: SourceNode | undefined,
): MutableSchema {
  const { dialect } = scope;
  if ('$ref' in source || '$dynamicRef' in source || '$recursiveRef' in source) resolveReferences(copy, source, scope, graph);
  if (Array.isArray(source['items'])) rewriteTuple(copy, source, scope, convertMember);
  if ('dependencies' in source && dialect.hasDependencies) rewriteDependencies(copy, source, scope, convertMember);
  if (typeof source['exclusiveMinimum'] !== 'number') rewriteLimit(copy, source, scope, 'exclusiveMinimum', 'minimum');
  if (typeof source['exclusiveMaximum'] !== 'number') rewriteLimit(copy, source, scope, 'exclusiveMaximum', 'maximum');
  if ('example' in source)
    copy['examples'] = Array.isArray(source['examples']) ? [source['example'], ...source['examples']] : [source['example']];
  if ('nullable' in source && dialect.hasNullable) rewriteNullable(copy, source, scope, graph);
  if (source['type'] === 'file' && dialect.hasNullable) Object.assign(copy, { type: 'string', format: source['format'] ?? 'binary' });
  if (named || 'discriminator' in source) writeDiscriminator(copy, source, scope, graph, named);
  return copy;
}

function resolveReferences(copy: MutableSchema, source: JsonObject, scope: SchemaScope, graph: SchemaGraphBuilder): void {
  const ids: string[] = [];
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
    const reference = source[keyword];
    if (reference === undefined) continue;
    if (typeof reference !== 'string') {
      throw schemaFault(`'${keyword}' must be a string, not ${describe(reference)}`, scope.document, source, keyword);
    }
    if (keyword === '$ref') ids.push(graph.idOf(reference, source, scope));
    else ids.push(graph.dynamicIdOf(reference, reference.split('#')[1] ?? '', source, scope));
  }
  const [first, ...others] = ids;
  copy['$ref'] = first;
  if (others.length > 0) copy['allOf'] = [...((copy['allOf'] as unknown[] | undefined) ?? []), ...others.map(($ref) => ({ $ref }))];
}

/** An `items` array is `prefixItems`, and `additionalItems` beside it the `items` of the rest (2020-12 §10.3.1). */
function rewriteTuple(copy: MutableSchema, source: JsonObject, scope: SchemaScope, convertMember: MemberConverter): void {
  const items = source['items'] as readonly unknown[];
  const { additionalItems } = source;
  if (!scope.dialect.hasTupleItems) {
    throw schemaFault(
      `'items' must be one schema in ${scope.dialect.name}, not an array; use 'prefixItems'`,
      scope.document,
      source,
      'items',
    );
  }
  if (items.length > 0) copy['prefixItems'] = convertList(items, source, 'items', convertMember);
  if (additionalItems !== undefined) copy['items'] = convertMember(additionalItems, source, 'additionalItems');
}

/** `dependencies` holds names and schemas alike up to draft-07. */
function rewriteDependencies(copy: MutableSchema, source: JsonObject, scope: SchemaScope, convertMember: MemberConverter): void {
  const { dependencies } = source;
  if (!isObject(dependencies)) {
    throw schemaFault(`'dependencies' must be an object, not ${describe(dependencies)}`, scope.document, source, 'dependencies');
  }
  const names = Object.entries(dependencies).filter(([, value]) => Array.isArray(value));
  const schemas = Object.entries(dependencies).filter(([, value]) => !Array.isArray(value));
  if (names.length > 0) copy['dependentRequired'] = { ...(copy['dependentRequired'] as object), ...Object.fromEntries(names) };
  if (schemas.length === 0) return;
  const converted = schemas.map(([name, value]) => [name, convertMember(value, source, 'dependencies', name)]);
  copy['dependentSchemas'] = { ...(copy['dependentSchemas'] as object), ...Object.fromEntries(converted) };
}

/** In OpenAPI 3.0 and draft-04 the exclusive limits are switches of the inclusive ones. */
function rewriteLimit(copy: MutableSchema, source: JsonObject, scope: SchemaScope, exclusive: string, inclusive: string): void {
  const value = source[exclusive];
  if (value === undefined) return;
  if (typeof value !== 'boolean' || !scope.dialect.hasBooleanExclusiveLimits) {
    throw schemaFault(
      `'${exclusive}' must be a number in ${scope.dialect.name}, not ${describe(value)}`,
      scope.document,
      source,
      exclusive,
    );
  }
  if (!value || source[inclusive] === undefined) return;
  copy[exclusive] = source[inclusive];
  delete copy[inclusive];
}
