import { type FileTree, escapePointerSegment, type ReadOptions } from '../../contract/index.ts';
import { ComponentNames } from './component-names.ts';
import { findNode, type FoundNode, isObject } from './find-node.ts';
import { kindOf, type Reading, readingOfKind, readingOfMember } from './reference-kinds.ts';
import { SourceFiles } from './source-files.ts';

/**
 * A document with everything that it refers to in other files brought into its `components`, so that it stands alone. What its own
 * `$ref`s point at within the file stays where it is, and so does the order of members.
 *
 * Throws FILE_NOT_FOUND, DOCUMENT_MALFORMED, REFERENCE_DANGLING and the other errors of reading. The caller compares what the bundle means
 * with what the document means: identifiers of schemas (`$id`, `$dynamicAnchor`) in other files do not always survive the move.
 */
export async function bundleDocument(tree: FileTree, path: string, options: ReadOptions = {}): Promise<unknown> {
  const files = new SourceFiles(tree, options);
  const root = await files.value(path);
  if (!isObject(root)) return root;
  return new Bundle(files, path, root).write();
}

interface Component {
  readonly kind: string;
  readonly name: string;
}

class Bundle {
  readonly #files: SourceFiles;
  readonly #path: string;
  readonly #root: Record<string, unknown>;
  readonly #isAsyncApi: boolean;
  readonly #names: ComponentNames;
  /** By node and kind: where it was brought to. */
  readonly #components = new Map<string, Component>();
  readonly #brought: { readonly component: Component; readonly node: FoundNode; value?: unknown }[] = [];

  constructor(files: SourceFiles, path: string, root: Record<string, unknown>) {
    this.#files = files;
    this.#path = path;
    this.#root = root;
    this.#isAsyncApi = root['asyncapi'] !== undefined;
    this.#names = new ComponentNames(root['components']);
  }

  async write(): Promise<unknown> {
    await this.#adoptAliases();
    const document = (await this.#rewrite(this.#root, { as: 'object', kind: undefined }, this.#path)) as Record<string, unknown>;
    for (let next = 0; next < this.#brought.length; next += 1) {
      const entry = this.#brought[next]!;
      entry.value = await this.#bringIn(entry.node, entry.component.kind);
    }
    if (this.#brought.length === 0) return document;
    const components: Record<string, unknown> = { ...(isObject(document['components']) ? document['components'] : {}) };
    for (const { component, value } of this.#brought) {
      const members = components[component.kind];
      components[component.kind] = { ...(isObject(members) ? members : {}), [component.name]: value };
    }
    return { ...document, components };
  }

  /** A component that is nothing but a reference to another file keeps its name: what it refers to takes its place. */
  async #adoptAliases(): Promise<void> {
    const components = this.#root['components'];
    for (const [kind, members] of Object.entries(isObject(components) ? components : {})) {
      for (const [name, member] of Object.entries(isObject(members) ? members : {})) {
        if (!isObject(member) || typeof member['$ref'] !== 'string' || Object.keys(member).length > 1) continue;
        const node = await findNode(this.#files, this.#path, member['$ref']);
        const key = keyOf(node, kind);
        if (node.file === this.#path || this.#components.has(key)) continue;
        this.#components.set(key, { kind, name });
        this.#brought.push({ component: { kind, name }, node });
      }
    }
  }

  async #bringIn(node: FoundNode, kind: string): Promise<unknown> {
    const value = await this.#rewrite(node.value, readingOfKind(kind), node.file);
    if (kind !== 'schemas' || !isObject(value)) return value;
    const { $id: _id, $anchor: _anchor, ...schema } = value;
    const dialect = dialectOf(await this.#files.value(node.file));
    if (schema['$schema'] !== undefined || dialect === undefined || dialect === dialectOf(this.#root)) return schema;
    return { $schema: dialect, ...schema };
  }

  async #rewrite(value: unknown, reading: Reading, file: string): Promise<unknown> {
    if (typeof value !== 'object' || value === null || reading.as === 'data') return value;
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const item of value) items.push(await this.#rewrite(item, itemReading(reading), file));
      return items;
    }
    const copy: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(value) as [string, unknown][]) {
      if (key === '$ref' && typeof member === 'string' && this.#standsInPlace(reading)) {
        const node = await findNode(this.#files, file, member);
        Object.assign(copy, await this.#rewrite(node.value, reading, node.file));
      } else if (key === '$ref' && typeof member === 'string' && reading.as !== 'schema-map') {
        copy[key] = await this.#reference(member, kindOf(reading), file);
      } else if (key === 'discriminator' && reading.as === 'schema') {
        copy[key] = await this.#discriminator(member, file);
      } else {
        copy[key] = await this.#rewrite(member, readingOfMember(reading, key, member, this.#isAsyncApi), file);
      }
    }
    return copy;
  }

  /** OpenAPI 3.0 has no components for path items. */
  #standsInPlace(reading: Reading): boolean {
    return reading.as === 'object' && reading.kind === 'pathItems' && String(this.#root['openapi']).startsWith('3.0');
  }

  async #reference(reference: string, kind: string, file: string): Promise<string> {
    if (file === this.#path && reference.startsWith('#')) return reference;
    const node = await findNode(this.#files, file, reference);
    if (node.file === this.#path) return `#${encodeURI(node.pointer)}`;
    const key = keyOf(node, kind);
    let component = this.#components.get(key);
    if (!component) {
      component = { kind, name: this.#names.give(kind, node) };
      this.#components.set(key, component);
      this.#brought.push({ component, node });
    }
    return `#/components/${component.kind}/${escapePointerSegment(component.name)}`;
  }

  /** The mapping of a discriminator holds references, or names of schemas of its document. */
  async #discriminator(discriminator: unknown, file: string): Promise<unknown> {
    if (!isObject(discriminator) || !isObject(discriminator['mapping'])) return discriminator;
    const mapping: Record<string, unknown> = {};
    for (const [tag, target] of Object.entries(discriminator['mapping'])) {
      const isReference = typeof target === 'string' && /[#/]|\.(?:ya?ml|json)$/.test(target);
      mapping[tag] = isReference ? await this.#reference(target, 'schemas', file) : target;
    }
    return { ...discriminator, mapping };
  }
}

function keyOf({ file, pointer }: FoundNode, kind: string): string {
  return `${kind} ${file}#${pointer}`;
}

/** Items of a list of schemas are schemas, items of a collection are of its kind. */
function itemReading(reading: Reading): Reading {
  return reading.as === 'collection' ? { as: 'object', kind: reading.kind } : reading;
}

/** The dialect that the schemas of a file are written in, where it is not that of whoever refers to them. */
function dialectOf(root: unknown): string | undefined {
  if (!isObject(root)) return undefined;
  if (typeof root['$schema'] === 'string') return root['$schema'];
  if (root['asyncapi'] !== undefined) return 'http://json-schema.org/draft-07/schema#';
  if (typeof root['openapi'] === 'string' && !root['openapi'].startsWith('3.0')) return 'https://json-schema.org/draft/2020-12/schema';
  return undefined;
}
