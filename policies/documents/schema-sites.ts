import { type ApiDocument, oncePerDocument } from './api-document.ts';
import type { DocumentNode } from './document-node.ts';
import { channelsOf, messageSchema, messagesOf } from './event-channels.ts';
import { type DocumentOperation, allHttpOperations, mediaTypesOf } from './http-operations.ts';
import { isMembers } from './members.ts';

/** What a schema stands for. */
export type SchemaRole = 'component' | 'property' | 'parameter' | 'header' | 'body' | 'payload' | 'headers' | 'part';

/** A schema where it is used: a property, a parameter, a body, or part of another schema. */
export interface SchemaSite {
  readonly role: SchemaRole;
  /** Of the property, the parameter, the header or the component; '' for what has no name. */
  readonly name: string;
  /** The schema as written, perhaps a reference. */
  readonly node: DocumentNode;
  /** The site that it is part of: the object of a property, the list of an item. */
  readonly owner?: SchemaSite;
  /** The parameter or header that it is the schema of, which may be annotated too. */
  readonly holder?: DocumentNode;
}

/**
 * Every schema of a document at every place that names it, once for each place in the files: a schema that ten operations refer to is
 * one site, its properties one site each. Examples, defaults and extensions are no schemas.
 */
export const schemaSites = oncePerDocument((document): readonly SchemaSite[] => {
  const sites: SchemaSite[] = [];
  const seen = new Set<unknown>();
  for (const site of document.protocol === 'openapi' ? openApiSites(document) : asyncApiSites(document)) collect(site, sites, seen);
  return sites;
});

/** The sites within one schema, itself first. */
export function sitesWithin(node: DocumentNode): readonly SchemaSite[] {
  const sites: SchemaSite[] = [];
  collect({ role: 'part', name: '', node }, sites, new Set());
  return sites;
}

/** Is the site within the headers of a message, whose names follow its protocol's customs? */
export function isWithinHeaders(site: SchemaSite): boolean {
  return site.role === 'headers' || site.role === 'header' || (site.owner !== undefined && isWithinHeaders(site.owner));
}

type Held = 'one or list' | 'list' | 'map' | 'properties';

/** What the members of a schema that hold schemas hold: one, a list, or a map by key. */
const HELD: Readonly<Record<string, Held>> = {
  properties: 'properties',
  ...Object.fromEntries(['patternProperties', 'dependentSchemas', '$defs', 'definitions'].map((key) => [key, 'map' as const])),
  ...Object.fromEntries(['allOf', 'anyOf', 'oneOf', 'prefixItems'].map((key) => [key, 'list' as const])),
  ...Object.fromEntries(
    ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'unevaluatedItems', 'unevaluatedProperties'].map((key) => [
      key,
      'one or list' as const,
    ]),
  ),
};

function collect(site: SchemaSite, sites: SchemaSite[], seen: Set<unknown>): void {
  const { node } = site;
  if (!isMembers(node.written) || seen.has(node.written)) return;
  seen.add(node.written);
  sites.push(site);
  for (const layer of node.layers) {
    if (!isMembers(layer.written)) continue;
    if (layer.written !== node.written && seen.has(layer.written)) continue;
    seen.add(layer.written);
    for (const keyword of Object.keys(layer.written)) {
      const held = Object.hasOwn(HELD, keyword) ? HELD[keyword] : undefined;
      if (held !== undefined) for (const part of heldBy(layer.at(keyword), held)) collect({ ...part, owner: site }, sites, seen);
    }
  }
}

function heldBy(child: DocumentNode, held: Held): readonly SchemaSite[] {
  if (held === 'properties') return child.members().map(([name, node]) => ({ role: 'property', name, node }));
  const parts = held === 'map' ? child.members().map(([, part]) => part) : Array.isArray(child.written) ? child.items() : [child];
  return parts.map((node) => ({ role: 'part', name: '', node }));
}

function* openApiSites(document: ApiDocument): Generator<SchemaSite> {
  const components = document.root.at('components');
  for (const [name, node] of components.at('schemas').members()) yield { role: 'component', name, node };
  for (const [, parameter] of components.at('parameters').members()) yield* parameterSites(parameter);
  for (const [name, header] of components.at('headers').members()) yield* headerSites(name, header);
  for (const kind of ['requestBodies', 'responses']) {
    for (const [, holder] of components.at(kind).members()) yield* contentSites(holder);
  }
  for (const operation of allHttpOperations(document)) yield* operationSites(operation);
}

function* operationSites({ node, pathItem }: DocumentOperation): Generator<SchemaSite> {
  for (const parameter of [...pathItem.at('parameters').items(), ...node.at('parameters').items()]) yield* parameterSites(parameter);
  yield* contentSites(node.at('requestBody'));
  for (const [, response] of node.at('responses').members()) yield* contentSites(response);
}

function* parameterSites(parameter: DocumentNode): Generator<SchemaSite> {
  yield* sitesOfHolder(parameter.text('in') === 'header' ? 'header' : 'parameter', parameter.text('name') ?? '', parameter);
}

function* headerSites(name: string, header: DocumentNode): Generator<SchemaSite> {
  yield* sitesOfHolder('header', name, header);
}

function* sitesOfHolder(role: SchemaRole, name: string, holder: DocumentNode): Generator<SchemaSite> {
  yield { role, name, node: holder.at('schema'), holder };
  for (const [, mediaType] of mediaTypesOf(holder)) yield { role, name, node: mediaType.at('schema'), holder };
}

function* contentSites(holder: DocumentNode): Generator<SchemaSite> {
  for (const [, mediaType] of mediaTypesOf(holder)) {
    yield { role: 'body', name: '', node: mediaType.at('schema') };
    yield { role: 'body', name: '', node: mediaType.at('itemSchema') };
  }
  for (const [name, header] of holder.at('headers').members()) yield* headerSites(name, header);
}

function* asyncApiSites(document: ApiDocument): Generator<SchemaSite> {
  const components = document.root.at('components');
  for (const [name, declared] of components.at('schemas').members()) {
    const wrapped = declared.text('schemaFormat') === undefined ? declared : declared.at('schema');
    yield { role: 'component', name, node: wrapped };
  }
  const loose = ['messages', 'messageTraits'].flatMap((kind) =>
    components
      .at(kind)
      .members()
      .map(([, node]) => node.target),
  );
  for (const message of [...messagesOf(document).map(({ node }) => node), ...loose]) {
    const payload = messageSchema(message, 'payload');
    const headers = messageSchema(message, 'headers');
    if (payload) yield { role: 'payload', name: '', node: payload };
    if (headers) yield { role: 'headers', name: '', node: headers };
  }
  for (const { node } of channelsOf(document)) {
    for (const [name, parameter] of node.at('parameters').members()) {
      yield { role: 'parameter', name, node: parameter.at('schema'), holder: parameter };
    }
  }
}
