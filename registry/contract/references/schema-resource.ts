import { isObject, type JsonObject } from '../load/is-object.ts';
import type { SourceDocument } from '../load/source-document.ts';
import { addressKey } from './document-address.ts';

/**
 * A schema resource (JSON Schema 2020-12 §4.3.5): a document, or a part of it that carries its own `$id`. References in it are relative
 * to its URI, and its anchors are known in it alone.
 */
export interface SchemaResource {
  readonly document: SourceDocument;
  readonly root: unknown;
  /** Absolute, without fragment. */
  readonly uri: string;
  readonly anchors: ReadonlyMap<string, object>;
  /** Those of the anchors that `$dynamicRef` looks up in the dynamic scope. */
  readonly dynamicAnchors: ReadonlyMap<string, object>;
}

/** The resources of one document: at least the document itself, first. */
export function schemaResources(document: SourceDocument): ReadonlyMap<unknown, SchemaResource> {
  const own = resource(document, document.value, documentUri(document));
  const resources = new Map<unknown, MutableResource>([[document.value, own]]);
  if (!document.survey.hasIdentifiers) return resources;

  const seen = new Set<object>();
  const pending: { readonly node: object; readonly within: MutableResource; readonly isMap: boolean }[] = [];
  if (isObject(document.value)) pending.push({ node: document.value, within: own, isMap: false });
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, isMap } = next;
    if (seen.has(node)) continue;
    seen.add(node);
    let within = next.within;
    if (!isMap && isObject(node)) {
      within = enter(node, within, resources);
    }
    for (const [key, child] of Object.entries(node) as [string, unknown][]) {
      if (typeof child !== 'object' || child === null || (!isMap && DATA_KEYWORDS.has(key))) continue;
      pending.push({ node: child, within, isMap: !isMap && MAP_KEYWORDS.has(key) });
    }
  }
  return resources;
}

/** Keywords that hold data, in which nothing is an identifier. */
const DATA_KEYWORDS: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'example', 'examples']);

/** Keywords whose members are named by the author, so that a member called `$id` is a name. */
const MAP_KEYWORDS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'schemas',
]);

interface MutableResource extends SchemaResource {
  readonly anchors: Map<string, object>;
  readonly dynamicAnchors: Map<string, object>;
}

function resource(document: SourceDocument, root: unknown, uri: string): MutableResource {
  return { document, root, uri, anchors: new Map(), dynamicAnchors: new Map() };
}

function enter(node: JsonObject, within: MutableResource, resources: Map<unknown, MutableResource>): MutableResource {
  let current = within;
  const id = identifierOf(node);
  if (id?.startsWith('#')) {
    current.anchors.set(id.slice(1), node);
  } else if (id !== undefined && URL.canParse(id, within.uri)) {
    const url = new URL(id, within.uri);
    const name = url.hash.slice(1);
    url.hash = '';
    if (node !== within.root) current = resource(within.document, node, url.href);
    if (name !== '') current.anchors.set(name, node);
    resources.set(node, current);
  }
  if (typeof node['$anchor'] === 'string') current.anchors.set(node['$anchor'], node);
  if (typeof node['$dynamicAnchor'] === 'string') {
    current.anchors.set(node['$dynamicAnchor'], node);
    current.dynamicAnchors.set(node['$dynamicAnchor'], node);
  }
  if (node['$recursiveAnchor'] === true) current.dynamicAnchors.set('', node);
  return current;
}

/** `$id`; in draft-04 `id`, which elsewhere is no identifier and so counts only beside a draft-04 `$schema`. */
function identifierOf(node: JsonObject): string | undefined {
  if (typeof node['$id'] === 'string') return node['$id'];
  const isDraft04 = typeof node['$schema'] === 'string' && node['$schema'].includes('draft-04');
  return isDraft04 && typeof node['id'] === 'string' ? node['id'] : undefined;
}

/** The document's own base URI: `$id` of a schema document, `$self` of OpenAPI 3.2, else where it was read from. */
function documentUri(document: SourceDocument): string {
  const retrieval = addressKey(document.origin);
  const base = URL.canParse(retrieval) ? new URL(retrieval).href : 'tree:///';
  if (!isObject(document.value)) return base;
  const declared = identifierOf(document.value) ?? document.value['$self'];
  if (typeof declared !== 'string' || !URL.canParse(declared, base)) return base;
  const url = new URL(declared, base);
  url.hash = '';
  return url.href;
}
