import { InterlockError, type ErrorCode } from '../../../errors.ts';
import { childPointer, pointerSegments } from '../json-pointer.ts';
import { isObject, type JsonObject } from '../load/is-object.ts';
import { SourceDocument } from '../load/source-document.ts';
import { nearestName } from '../nearest-name.ts';
import { documentAddress } from './document-address.ts';
import type { DocumentSet } from './document-set.ts';
import type { SchemaResource } from './schema-resource.ts';
import type { SourceNode } from './source-node.ts';

/** Where a reference stands: its document, the schema resource it is relative to, and the object that holds it. */
export interface ReferenceSite {
  readonly document: SourceDocument;
  /** The document's own resource when absent. */
  readonly resource?: SchemaResource | undefined;
  /** Of the object that holds `$ref`; read only when the reference fails. */
  readonly pointer: string;
}

/** Why a reference could not be resolved. */
export interface ReferenceFailure {
  readonly code: ErrorCode;
  readonly detail: string;
  /** The fault of the file that the reference points into, when that is what failed. */
  readonly fault?: InterlockError;
}

/** References that may yet be passed through to resolve one: counted together, since each may lead to two others and those to four. */
interface Allowance {
  hops: number;
}

/** Resolves references between the documents of a set, without reading anything. */
export class References {
  readonly documents: DocumentSet;
  readonly #resolved = new Map<SourceDocument, Map<string, SourceNode>>();

  constructor(documents: DocumentSet) {
    this.documents = documents;
  }

  /**
   * The node that a reference points at; it may hold a reference itself.
   *
   * @throws REFERENCE_DANGLING, REFERENCE_FORBIDDEN, or the fault of the file it points into.
   */
  resolve(reference: string, site: ReferenceSite): SourceNode {
    const found = this.find(reference, site);
    if (!('code' in found)) return found;
    if (found.fault?.place) throw found.fault;
    throw new InterlockError(found.code, found.detail, { place: placeOfReference(site), cause: found.fault });
  }

  /** As `resolve`, with the failure as a value. */
  find(reference: string, site: ReferenceSite): SourceNode | ReferenceFailure {
    if (!reference.startsWith('#') || (site.resource && site.resource.root !== site.document.value))
      return this.#find(reference, site, this.#allowance());
    let known = this.#resolved.get(site.document);
    if (!known) this.#resolved.set(site.document, (known = new Map()));
    const cached = known.get(reference);
    if (cached) return cached;
    const found = this.#find(reference, site, this.#allowance());
    if (!('code' in found)) known.set(reference, found);
    return found;
  }

  /**
   * Follows a chain of references from a node to one that holds a value.
   *
   * @throws REFERENCE_CYCLE when the chain comes back to where it was, and what `resolve` throws.
   */
  follow(node: SourceNode): SourceNode {
    if (referenceOf(node.value) === undefined) return node;
    let current = node;
    const visited = new Set<unknown>();
    for (let reference = referenceOf(current.value); reference !== undefined; reference = referenceOf(current.value)) {
      if (visited.has(current.value) || visited.size >= this.documents.limits.referenceChain) throw endlessChain(node);
      visited.add(current.value);
      current = this.resolve(reference, current);
    }
    return current;
  }

  #allowance(): Allowance {
    return { hops: this.documents.limits.referenceChain };
  }

  #find(reference: string, site: ReferenceSite, allowance: Allowance): SourceNode | ReferenceFailure {
    const hash = reference.indexOf('#');
    const part = hash === -1 ? reference : reference.slice(0, hash);
    const fragment = decodeFragment(hash === -1 ? '' : reference.slice(hash + 1));
    const resource = this.#resource(part, reference, site);
    if ('code' in resource) return resource;
    if (fragment === '' || fragment.startsWith('/')) return this.#walk(resource, fragment, reference, allowance);
    const anchored = resource.anchors.get(fragment);
    if (anchored) return { document: resource.document, pointer: resource.document.pointerOf(anchored) ?? '', value: anchored };
    const near = nearestName(fragment, resource.anchors.keys());
    return dangling(reference, `there is no anchor '${fragment}'${suggestion(near)}`);
  }

  #resource(part: string, reference: string, site: ReferenceSite): SchemaResource | ReferenceFailure {
    const documents = this.documents;
    const own = site.resource ?? documents.resourcesOf(site.document).get(site.document.value)!;
    if (part === '') return own;
    if (URL.canParse(part, own.uri)) {
      const declared = documents.resourceByUri(new URL(part, own.uri).href);
      if (declared) return declared;
    }
    const named = documents.named(site.document, part);
    if (named instanceof SourceDocument) return documents.resourcesOf(named).get(named.value)!;
    if (named instanceof InterlockError) {
      if (named.code === 'FILE_NOT_FOUND') return dangling(reference, `the file '${named.place?.file}' does not exist`);
      return { code: named.code, detail: named.detail, fault: named };
    }
    if (named) return { code: 'REFERENCE_FORBIDDEN', detail: `'${reference}' cannot be followed: ${named.refused}` };
    const address = documentAddress(site.document.origin, part);
    const host = 'kind' in address && address.kind === 'remote' ? new URL(address.url).host : part;
    const remedy = 'add it to allowedHosts in interlock.config.yaml, or keep a copy of the file in the workspace';
    return { code: 'REFERENCE_FORBIDDEN', detail: `'${reference}' names the host '${host}', which is not allowed; ${remedy}` };
  }

  #walk(resource: SchemaResource, fragment: string, reference: string, allowance: Allowance): SourceNode | ReferenceFailure {
    const { document } = resource;
    const start = resource.root === document.value ? '' : (document.pointerOf(resource.root as object) ?? '');
    let node: SourceNode = { document, pointer: start, value: resource.root };
    for (const segment of pointerSegments(fragment)) {
      const inner = member(node, segment) ?? this.#throughReference(node, segment, allowance);
      if (inner) {
        node = inner;
      } else if (start === '') {
        return dangling(reference, missing(node, segment));
      } else {
        return this.#walk(this.documents.resourcesOf(document).get(document.value)!, fragment, reference, allowance);
      }
    }
    return node;
  }

  /** Many documents point through a reference, into what stands behind it. */
  #throughReference(node: SourceNode, segment: string, allowance: Allowance): SourceNode | undefined {
    const reference = referenceOf(node.value);
    if (reference === undefined || allowance.hops === 0) return undefined;
    allowance.hops -= 1;
    const behind = this.#find(reference, node, allowance);
    return 'code' in behind ? undefined : (member(behind, segment) ?? this.#throughReference(behind, segment, allowance));
  }
}

/** The `$ref` of an object, when it is a reference. */
export function referenceOf(value: unknown): string | undefined {
  return isObject(value) && typeof value['$ref'] === 'string' ? value['$ref'] : undefined;
}

/** The error for a chain of references that comes back to where it was. */
export function endlessChain(start: SourceNode): InterlockError {
  const detail = `the chain of references that starts with '${referenceOf(start.value)}' never reaches a value`;
  return new InterlockError('REFERENCE_CYCLE', detail, { place: placeOfReference(start) });
}

function placeOfReference(site: ReferenceSite) {
  return site.document.placeOf(`${site.pointer}/$ref`);
}

function dangling(reference: string, reason: string): ReferenceFailure {
  return { code: 'REFERENCE_DANGLING', detail: `'${reference}' points at nothing: ${reason}` };
}

function member(node: SourceNode, segment: string): SourceNode | undefined {
  const { document, value } = node;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
  if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/.test(segment)) return undefined;
  return { document, pointer: childPointer(node.pointer, segment), value: (value as JsonObject)[segment] };
}

function missing(node: SourceNode, segment: string): string {
  const where = node.pointer === '' ? 'the document' : `'#${node.pointer}'`;
  const near = isObject(node.value) ? nearestName(segment, Object.keys(node.value)) : undefined;
  return `${where} has no '${segment}'${suggestion(near)}`;
}

function suggestion(name: string | undefined): string {
  return name === undefined ? '' : `; did you mean '${name}'?`;
}

function decodeFragment(fragment: string): string {
  if (!fragment.includes('%')) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
