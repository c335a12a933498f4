import { isObject, type JsonObject } from '../load/is-object.ts';
import { referenceOf } from '../references/references.ts';
import { childNode, type SourceNode } from '../references/source-node.ts';
import type { MutableSchema } from './convert-members.ts';
import { isDiscriminatedBase } from './inheritance.ts';
import { nodeOf, schemaFault } from './schema-fault.ts';
import { schemaName } from './schema-name.ts';
import type { SchemaGraphBuilder } from './schema-graph-builder.ts';
import { siteOf } from './schema-site.ts';
import type { SchemaScope } from './schema-scope.ts';

/** A discriminator as declared: OpenAPI's object, or AsyncAPI's name of a property. */
interface Discriminator {
  readonly propertyName: string;
  readonly mapping: ReadonlyMap<string, string>;
  readonly defaultMapping: string | undefined;
  readonly holder: JsonObject;
}

/**
 * Writes a discriminator into the schemas that it chooses from, as a required property with an enum of wire tags, since validators ignore
 * or refuse it:
 *
 * - beside `oneOf` or `anyOf`, each branch that is a reference becomes `allOf: [branch, tag]`, with the names that `mapping` has for it,
 *   else the name of its schema;
 * - on a base schema that others extend by `allOf`, the base requires the property to be a tag of itself or of an extension, unless it
 *   has an enum for it already, and each extension requires its own tags. A reference to the base thus stands for the base with its
 *   tag: validating against the base searches no extensions (OpenAPI 3.1.1 §4.8.25);
 * - a branch that already restricts the property to other values, without a mapping, keeps those: its schema name would leave nothing.
 */
export function writeDiscriminator(
  copy: MutableSchema,
  source: JsonObject,
  scope: SchemaScope,
  graph: SchemaGraphBuilder,
  named: SourceNode | undefined,
): void {
  const tags: JsonObject[] = [];
  if (source['discriminator'] !== undefined) {
    const discriminator = readDiscriminator(source, scope);
    if (isDiscriminatedBase(source)) tags.push(...baseTag(discriminator, source, scope, graph, named));
    else for (const list of ['oneOf', 'anyOf']) writeBranches(copy, source, list, discriminator, scope, graph);
  }
  if (named && source['allOf'] !== undefined) {
    for (const base of graph.inheritance.discriminatedBasesOf(named)) {
      const baseScope = { ...scope, document: base.document };
      const discriminator = readDiscriminator(base.value as JsonObject, baseScope);
      const own = tagsOf(graph.inheritance.familyOf(named), discriminator, baseScope, graph);
      const isContradicted = contradicts(base, own, discriminator, scope, graph, source);
      if (!isContradicted && discriminator.defaultMapping === undefined) tags.push(tagSchema(discriminator, own, scope, graph));
    }
  }
  if (tags.length > 0) copy['allOf'] = [...((copy['allOf'] as readonly unknown[] | undefined) ?? []), ...tags];
}

function readDiscriminator(source: JsonObject, { document }: Pick<SchemaScope, 'document'>): Discriminator {
  const { discriminator } = source;
  const declared = typeof discriminator === 'string' ? { propertyName: discriminator } : discriminator;
  if (!isObject(declared) || typeof declared['propertyName'] !== 'string') {
    throw schemaFault(
      "'discriminator' must name the property that tells the schemas apart as 'propertyName'",
      document,
      source,
      'discriminator',
    );
  }
  const mapping = isObject(declared['mapping']) ? Object.entries(declared['mapping']) : [];
  return {
    propertyName: declared['propertyName'],
    mapping: new Map(mapping.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    defaultMapping: typeof declared['defaultMapping'] === 'string' ? declared['defaultMapping'] : undefined,
    holder: isObject(discriminator) ? discriminator : source,
  };
}

function baseTag(
  discriminator: Discriminator,
  source: JsonObject,
  scope: SchemaScope,
  graph: SchemaGraphBuilder,
  named: SourceNode | undefined,
): readonly JsonObject[] {
  if (discriminator.defaultMapping !== undefined) return [];
  const family = named ? graph.inheritance.familyOf(named) : [];
  const isOpen = family.length <= 1 && discriminator.mapping.size === 0;
  const tags = isOpen ? [] : [...new Set([...tagsOf(family, discriminator, scope, graph), ...discriminator.mapping.keys()])];
  const isRestricted = named !== undefined && ownValues(named, discriminator.propertyName, graph, '') !== undefined;
  const values = isRestricted ? [] : tags;
  const isRequired = Array.isArray(source['required']) && source['required'].includes(discriminator.propertyName);
  return isOpen && isRequired ? [] : [tagSchema(discriminator, values, scope, graph)];
}

function writeBranches(
  copy: MutableSchema,
  source: JsonObject,
  list: string,
  discriminator: Discriminator,
  scope: SchemaScope,
  graph: SchemaGraphBuilder,
): void {
  const sources = source[list];
  const branches = copy[list];
  if (!Array.isArray(sources) || !Array.isArray(branches)) return;
  const targets = sources.map((branch: unknown) => branchTarget(branch, scope, graph));
  const tags = targets.map((target, index) =>
    target ? branchTags(target, sources[index] as JsonObject, discriminator, scope, graph) : [],
  );
  const fallback = discriminator.defaultMapping === undefined ? undefined : mappedTarget(discriminator.defaultMapping, scope, graph)?.value;
  copy[list] = branches.map((branch: unknown, index) => {
    const isFallback = fallback !== undefined && targets[index]?.value === fallback;
    const others = tags.flatMap((values, other) => (other === index ? [] : values));
    if (!isFallback && tags[index]!.length === 0) {
      reportUntagged(sources[index], discriminator, scope, graph);
      return branch;
    }
    const tag = isFallback ? fallbackSchema(discriminator, others, scope, graph) : tagSchema(discriminator, tags[index]!, scope, graph);
    const tagged = { allOf: [branch, tag] };
    if (isObject(sources[index])) graph.origins.record(tagged, scope.document, sources[index]);
    return tagged;
  });
}

function reportUntagged(branch: unknown, { propertyName }: Discriminator, scope: SchemaScope, graph: SchemaGraphBuilder): void {
  if (!isObject(branch)) return;
  const message = `the discriminator '${propertyName}' has no tag for this branch, which is no reference to a named schema: it is matched by its shape alone`;
  graph.log.report('discriminator-branch-untagged', 'warning', message, nodeOf(scope.document, branch));
}

function branchTarget(branch: unknown, scope: SchemaScope, graph: SchemaGraphBuilder): SourceNode | undefined {
  const reference = referenceOf(branch);
  if (reference === undefined) return undefined;
  const found = graph.references.find(reference, siteOf(branch as object, scope));
  return 'code' in found ? undefined : graph.inheritance.targetOf(found);
}

function branchTags(
  target: SourceNode,
  branch: JsonObject,
  discriminator: Discriminator,
  scope: SchemaScope,
  graph: SchemaGraphBuilder,
): readonly string[] {
  const mapped = mappedNames(target, discriminator, scope, graph);
  if (mapped.length > 0) return mapped;
  const reference = referenceOf(branch) ?? '';
  const found = graph.references.find(reference, siteOf(branch, scope));
  const name = 'code' in found ? schemaName(target) : schemaName(found);
  return ownValues(target, discriminator.propertyName, graph, name) ?? [name];
}

function tagsOf(
  family: readonly SourceNode[],
  discriminator: Discriminator,
  scope: Pick<SchemaScope, 'document' | 'resource'>,
  graph: SchemaGraphBuilder,
) {
  const tags = family.flatMap((node) => {
    const mapped = mappedNames(node, discriminator, scope, graph);
    const name = schemaName(node);
    return mapped.length > 0 ? mapped : (ownValues(node, discriminator.propertyName, graph, name) ?? [name]);
  });
  return [...new Set(tags)];
}

function mappedNames(
  target: SourceNode,
  discriminator: Discriminator,
  scope: Pick<SchemaScope, 'document' | 'resource'>,
  graph: SchemaGraphBuilder,
) {
  return [...discriminator.mapping].filter(([, value]) => mappedTarget(value, scope, graph)?.value === target.value).map(([tag]) => tag);
}

/** A mapping's value is the name of a component or a reference. */
function mappedTarget(value: string, scope: Pick<SchemaScope, 'document' | 'resource'>, graph: SchemaGraphBuilder): SourceNode | undefined {
  const site = { document: scope.document, pointer: '' };
  const byName = /^[\w.-]+$/.test(value) ? graph.references.find(`#/components/schemas/${value}`, site) : undefined;
  const found = byName && !('code' in byName) ? byName : graph.references.find(value, site);
  return 'code' in found ? undefined : graph.inheritance.targetOf(found);
}

/** The values to which a schema, or a part of its `allOf`, restricts the property by itself; undefined when it does not or when `name` is one. */
function ownValues(node: SourceNode, propertyName: string, graph: SchemaGraphBuilder, name: string): readonly string[] | undefined {
  const parts = [node, ...(isObject(node.value) && Array.isArray(node.value['allOf']) ? inlineParts(node) : [])];
  for (const part of parts) {
    const property = graph.inheritance.targetOf(childNode(childNode(part, 'properties'), propertyName))?.value;
    if (!isObject(property)) continue;
    const values: readonly unknown[] = Array.isArray(property['enum']) ? property['enum'] : 'const' in property ? [property['const']] : [];
    const texts = values.filter((value) => typeof value === 'string');
    if (texts.length > 0) return texts.includes(name) ? undefined : texts;
  }
  return undefined;
}

/** Whether a base permits none of the tags by its own `enum`: then those rule, and the names are a finding. */
function contradicts(
  base: SourceNode,
  tags: readonly string[],
  { propertyName }: Discriminator,
  scope: SchemaScope,
  graph: SchemaGraphBuilder,
  source: JsonObject,
): boolean {
  const permitted = ownValues(base, propertyName, graph, '');
  if (tags.length === 0 || !permitted || tags.some((tag) => permitted.includes(tag))) return false;
  const message = `the discriminator '${propertyName}' would be '${tags.join("', '")}' here, which its own enum does not permit; add a 'mapping' of its values to schemas`;
  graph.log.report('discriminator-tags-contradict', 'warning', message, nodeOf(scope.document, source));
  return true;
}

function inlineParts(node: SourceNode): readonly SourceNode[] {
  const list = childNode(node, 'allOf');
  return (list.value as readonly unknown[])
    .map((_, index) => childNode(list, index))
    .filter((part) => referenceOf(part.value) === undefined);
}

function tagSchema(
  discriminator: Discriminator,
  tags: readonly string[],
  scope: Pick<SchemaScope, 'document'>,
  graph: SchemaGraphBuilder,
): JsonObject {
  const { propertyName, holder } = discriminator;
  const property = { enum: tags };
  const tag = tags.length === 0 ? { required: [propertyName] } : { required: [propertyName], properties: { [propertyName]: property } };
  graph.origins.record(tag, scope.document, holder);
  graph.origins.record(property, scope.document, holder);
  return tag;
}

/** What OpenAPI 3.2's `defaultMapping` chooses: the property is absent or carries no tag of another branch. */
function fallbackSchema(
  discriminator: Discriminator,
  others: readonly string[],
  scope: SchemaScope,
  graph: SchemaGraphBuilder,
): JsonObject {
  const tag = others.length === 0 ? {} : { properties: { [discriminator.propertyName]: { not: { enum: others } } } };
  graph.origins.record(tag, scope.document, discriminator.holder);
  return tag;
}
