import { posix } from 'node:path';
import { DEFAULT_READ_LIMITS, type FileTree, type Finding, parseDocument, pointerSegments } from '../../registry/contract/index.ts';
import type { FileEdit, Proposal } from './proposal.ts';
import { EditableText } from './text/editable-text.ts';
import { applyEdits } from './text/text-edit.ts';

/** A file, parsed and editable. */
export interface FixFile {
  readonly path: string;
  readonly value: unknown;
  readonly editable: EditableText;
}

/** Where fixes look, besides the document itself. */
export interface FixScope {
  readonly tree: FileTree;
  /** Path of the OpenAPI or AsyncAPI document. */
  readonly document: string;
  /** Id of the contract that it belongs to. */
  readonly contractId?: string;
  /** Folders whose files may refer to the document. */
  readonly folders: readonly string[];
  /** Folder of the canonical models; conventions are looked for in the folder `conventions` beside it. */
  readonly canonical?: string;
}

/** The files that fixes of one document read and change: those of the tree, with what was mended so far laid over. */
export class FixFiles {
  readonly scope: FixScope;
  /** Texts of the files that differ from those of the tree, by path. */
  readonly changed: ReadonlyMap<string, string>;
  readonly #read = new Map<string, Promise<FixFile | undefined>>();
  #listed: Promise<readonly string[]> | undefined;

  constructor(scope: FixScope, changed: ReadonlyMap<string, string> = new Map()) {
    this.scope = scope;
    this.changed = changed;
  }

  /** The tree with these files in it. */
  get tree(): FileTree {
    const { tree } = this.scope;
    return {
      label: tree.label,
      read: async (path) => {
        const text = this.changed.get(path);
        return text === undefined ? tree.read(path) : Buffer.from(text);
      },
      list: (folder) => tree.list(folder),
    };
  }

  /** Path in the tree of the file that a finding stands in; undefined when it is in none. */
  pathOf({ place }: Finding): string | undefined {
    const { label } = this.scope.tree;
    return place.file.startsWith(label) ? place.file.slice(label.length) : undefined;
  }

  /** A file that exists and parses. */
  read(path: string): Promise<FixFile | undefined> {
    const reading = this.#read.get(path) ?? this.#parse(path);
    this.#read.set(path, reading);
    return reading;
  }

  /** The document, and the files of the scope whose text has a word in it, frozen versions aside. */
  async mentioning(word: string): Promise<readonly FixFile[]> {
    const found: FixFile[] = [];
    for (const path of new Set([this.scope.document, ...(await this.#paths())])) {
      const isMentioned = path === this.scope.document || (await this.#text(path))?.includes(word);
      const file = isMentioned ? await this.read(path) : undefined;
      if (file) found.push(file);
    }
    return found;
  }

  /** The files after further edits, none of which overlap. */
  async after(proposals: readonly Proposal[]): Promise<FixFiles> {
    const edits = proposals.flatMap((proposal): readonly FileEdit[] => proposal.edits);
    const changed = new Map(this.changed);
    for (const path of new Set(edits.map((edit) => edit.path))) {
      const text = (await this.#text(path)) ?? '';
      changed.set(
        path,
        applyEdits(
          text,
          edits.filter((edit) => edit.path === path),
        ),
      );
    }
    return new FixFiles(this.scope, changed);
  }

  async #text(path: string): Promise<string | undefined> {
    return this.changed.get(path) ?? decode(await this.scope.tree.read(path));
  }

  async #parse(path: string): Promise<FixFile | undefined> {
    const text = await this.#text(path);
    if (text === undefined) return undefined;
    try {
      const { value } = parseDocument(Buffer.from(text), path, DEFAULT_READ_LIMITS);
      return { path, value, editable: new EditableText(text, path) };
    } catch {
      return undefined;
    }
  }

  #paths(): Promise<readonly string[]> {
    return (this.#listed ??= Promise.all(this.scope.folders.map((folder) => this.scope.tree.list(folder))).then((lists) =>
      lists.flat().filter((path) => /\.(?:ya?ml|json)$/i.test(path) && !/(?:^|\/)versions\//.test(path)),
    ));
  }
}

/** The value at a JSON pointer, as it is written. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const segment of pointerSegments(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[segment];
  }
  return value;
}

/** Reference from one file of the tree to another, or to a part of it. */
export function referenceBetween(from: string, to: string, fragment = ''): string {
  const path = posix.relative(posix.dirname(from), to);
  const relative = path.startsWith('.') ? path : `./${path}`;
  return (from === to ? '' : relative) + (fragment === '' ? '' : `#${fragment}`);
}

/** Bytes of UTF-8 as text, without a byte order mark. Undefined for anything else, which is not edited. */
function decode(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
