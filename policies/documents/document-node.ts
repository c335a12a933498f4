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
  #target: DocumentNode | undefined;

  private constructor(files: DocumentFiles, source: string, written: unknown, parent: DocumentNode | undefined, key: string | number) {
    this.written = written;
    this.#files = files;
    this.#source = source;
    this.#parent = parent;
    this.#key = key;
  }

  /** The whole of a file. */
  static root(files: DocumentFiles, source: string): DocumentNode {
    return new DocumentNode(files, source, files.read(source), undefined, '');
  }

  /** The whole of a file that the document is made of. */
  file(source: string): DocumentNode {
    return DocumentNode.root(this.#files, source);
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
    const reference = isMembers(this.written) ? this.written['$ref'] : undefined;
    return typeof reference === 'string' ? reference : undefined;
  }

  /** The node that it refers to in the end; itself when it is no reference. */
  get target(): DocumentNode {
    return (this.#target ??= this.#follow(0));
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
    return new DocumentNode(this.#files, this.#source, holds ? (written as Members)[key] : undefined, this, key);
  }

  #follow(depth: number): DocumentNode {
    if (this.reference === undefined) return this;
    const next = depth > LONGEST_CHAIN ? undefined : this.#step(depth);
    return next === undefined ? this.#child('$ref').#child('') : next.#follow(depth + 1);
  }

  /** One reference on: undefined when it leads nowhere. */
  #step(depth: number): DocumentNode | undefined {
    const [file = '', fragment = ''] = (this.reference ?? '').split('#', 2);
    const source = file === '' ? this.#source : resolveSource(this.#source, file);
    const value = this.#files.read(source);
    if (value === undefined || (fragment !== '' && !fragment.startsWith('/'))) return undefined;
    const keys = fragment.split('/').slice(1).map(decodeKey);
    let node = new DocumentNode(this.#files, source, value, undefined, '');
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
function resolveSource(from: string, file: string): string {
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
