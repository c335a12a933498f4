import { countsBesideReference } from './counts-beside-reference.ts';
import { type Members, isMembers } from './members.ts';

/** The files that a document is made of, parsed: itself and what it refers to. */
export interface DocumentFiles {
  /** The value of a file; undefined for one that could not be read. */
  read(source: string): unknown;
}

/** Where a node stands: path in one file. */
export interface NodePlace {
  readonly source: string;
  readonly path: readonly (string | number)[];
}

interface NodeSite {
  readonly parent?: DocumentNode;
  readonly key: string | number;
  readonly referrer?: DocumentNode;
  readonly isBeside?: boolean;
}

/** Longest chain of `$ref` that is followed: longer ones are cycles. */
const LONGEST_CHAIN = 50;

/**
 * A node of a document as it is written, and what it refers to. Nothing is copied or expanded: a `$ref` is followed when it is asked for,
 * also into other files, and the same object is the same object wherever it is referred to.
 */
export class DocumentNode {
  /** What stands there, which may be a `$ref` with siblings; undefined where nothing stands. */
  readonly written: unknown;
  readonly #files: DocumentFiles;
  readonly #source: string;
  readonly #parent: DocumentNode | undefined;
  readonly #key: string | number;
  /** Of the root of a file: what referred to it. */
  readonly #referrer: DocumentNode | undefined;
  /** Is a `$ref` in what is written no part of this node? */
  readonly #isBeside: boolean;
  #target: DocumentNode | undefined;
  #parts: readonly DocumentNode[] | undefined;

  private constructor(files: DocumentFiles, source: string, written: unknown, at: NodeSite = { key: '' }) {
    this.written = written;
    this.#files = files;
    this.#source = source;
    this.#parent = at.parent;
    this.#key = at.key;
    this.#referrer = at.referrer;
    this.#isBeside = at.isBeside ?? false;
  }

  /** The whole of a file. */
  static root(files: DocumentFiles, source: string): DocumentNode {
    return new DocumentNode(files, source, files.read(source));
  }

  /** The whole of a file that the document is made of. */
  file(source: string): DocumentNode {
    return new DocumentNode(this.#files, source, this.#files.read(source), { key: '', referrer: this });
  }

  /** The value, `$ref` followed; undefined where nothing stands or a reference leads nowhere. */
  get value(): unknown {
    return this.target.written;
  }

  /** Where it is written: the place of the reference, if it is one. */
  get place(): NodePlace {
    return { source: this.#source, path: this.#path() };
  }

  /** The text of its `$ref`, when it is a reference. */
  get reference(): string | undefined {
    const reference = !this.#isBeside && isMembers(this.written) ? this.written['$ref'] : undefined;
    return typeof reference === 'string' ? reference : undefined;
  }

  /** The node that it refers to in the end; itself when it is no reference. */
  get target(): DocumentNode {
    return (this.#target ??= this.#follow(0));
  }

  /** What is written on the way to the target, first to last: the members beside each `$ref`, without it, where there are any, and the target. */
  get parts(): readonly DocumentNode[] {
    return (this.#parts ??= this.#partsOn(0));
  }

  /**
   * The parts that say what a schema is: in JSON Schema since 2019-09, and so in OpenAPI 3.1, keywords beside `$ref` count; in OpenAPI 3.0 and
   * draft-07, which AsyncAPI has, the target alone.
   */
  get layers(): readonly DocumentNode[] {
    return this.parts.filter((part) => !part.#isBeside || part.#countsBeside());
  }

  /** What a schema says where it is written: itself, or the keywords beside its `$ref`; undefined when it says nothing. */
  get own(): DocumentNode | undefined {
    return this.layers.find(({ written }) => written === this.written);
  }

  /** What it is told apart by: the same for all bare references to one schema, another where keywords that count stand beside one. */
  get identity(): unknown {
    return this.own?.written ?? this.value;
  }

  /** The node below by these keys, references followed on the way. Where nothing stands, its value is undefined. */
  at(...keys: readonly (string | number)[]): DocumentNode {
    return keys.reduce<DocumentNode>((node, key) => node.target.#child(key), this);
  }

  /** The members of an object, references followed; none of anything else. */
  members(): readonly (readonly [string, DocumentNode])[] {
    const { value } = this;
    return isMembers(value) ? Object.keys(value).map((key) => [key, this.target.#child(key)] as const) : [];
  }

  /** The items of a list; none of anything else. */
  items(): readonly DocumentNode[] {
    const { value } = this;
    return Array.isArray(value) ? value.map((_, index) => this.target.#child(index)) : [];
  }

  /** The text of a member; undefined when it is no text. */
  text(key: string): string | undefined {
    const { value } = this.at(key);
    return typeof value === 'string' ? value : undefined;
  }

  /** The references that lead from here to the target, as written, first to last. */
  get references(): readonly string[] {
    return this.#referencesOn(0);
  }

  #referencesOn(depth: number): readonly string[] {
    const { reference } = this;
    if (reference === undefined || depth > LONGEST_CHAIN) return [];
    const next = this.#step(depth);
    return next === undefined ? [reference] : [reference, ...next.#referencesOn(depth + 1)];
  }

  #path(): readonly (string | number)[] {
    return this.#parent === undefined ? [] : [...this.#parent.#path(), this.#key];
  }

  #child(key: string | number): DocumentNode {
    const { written } = this;
    const holds = typeof written === 'object' && written !== null && Object.hasOwn(written, key);
    return new DocumentNode(this.#files, this.#source, holds ? (written as Members)[key] : undefined, { parent: this, key });
  }

  #partsOn(depth: number): readonly DocumentNode[] {
    if (this.reference === undefined) return [this];
    const next = depth > LONGEST_CHAIN ? undefined : this.#step(depth);
    const isBare = Object.keys(this.written as Members).length === 1;
    return [...(isBare ? [] : [this.#beside()]), ...(next ? next.#partsOn(depth + 1) : [])];
  }

  #beside(): DocumentNode {
    return new DocumentNode(this.#files, this.#source, this.written, {
      ...(this.#parent && { parent: this.#parent }),
      ...(this.#referrer && { referrer: this.#referrer }),
      key: this.#key,
      isBeside: true,
    });
  }

  #countsBeside(): boolean {
    const lineage = this.#lineage();
    const referrer = lineage.at(-1)!.#referrer;
    const steps = lineage.map(({ written }, index) => ({ holder: written, key: index === 0 ? undefined : lineage[index - 1]!.#key }));
    return countsBesideReference(steps, () => (referrer ? referrer.#countsBeside() : undefined));
  }

  /** Itself and what it stands in, up to the whole of the file. */
  #lineage(): readonly DocumentNode[] {
    return this.#parent === undefined ? [this] : [this, ...this.#parent.#lineage()];
  }

  #follow(depth: number): DocumentNode {
    if (this.reference === undefined) return this;
    const last = (depth === 0 ? this.parts : this.#partsOn(depth)).at(-1);
    return last === undefined || last.#isBeside ? this.#child('$ref').#child('') : last;
  }

  /** One reference on: undefined when it leads nowhere. */
  #step(depth: number): DocumentNode | undefined {
    const [file = '', fragment = ''] = (this.reference ?? '').split('#', 2);
    const source = file === '' ? this.#source : resolveSource(this.#source, file);
    const value = this.#files.read(source);
    if (value === undefined || (fragment !== '' && !fragment.startsWith('/'))) return undefined;
    const keys = fragment.split('/').slice(1).map(decodeKey);
    let node = new DocumentNode(this.#files, source, value, { key: '', referrer: this });
    for (const key of keys) {
      if (node.reference !== undefined) node = node.#follow(depth + 1);
      node = node.#child(Array.isArray(node.written) && /^\d+$/.test(key) ? Number(key) : key);
      if (node.written === undefined) return undefined;
    }
    return node;
  }
}

function decodeKey(segment: string): string {
  const text = segment.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The source that a file reference names, seen from another source: a path below the root, or an address. */
export function resolveSource(from: string, file: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(file)) return file;
  if (URL.canParse(from)) return URL.canParse(file, from) ? new URL(file, from).href : file;
  const segments = file.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const segment of file.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  const path = segments.join('/');
  return path.startsWith('/') ? path : `/${path}`;
}
