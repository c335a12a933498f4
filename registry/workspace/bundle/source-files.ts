import { posix } from 'node:path';
import { InterlockError } from '../../../errors.ts';
import {
  DEFAULT_READ_LIMITS,
  fetchDocument,
  type FileTree,
  parseDocument,
  type ReadOptions,
  resolveTreePath,
} from '../../contract/index.ts';

/** A node of one of the files that a document consists of. */
export interface SourceSite {
  /** Path in the tree, or URL. */
  readonly file: string;
  /** JSON pointer. */
  readonly pointer: string;
}

/** The files that a document consists of, as written, each read once. */
export class SourceFiles {
  readonly #tree: FileTree;
  readonly #options: ReadOptions;
  readonly #values = new Map<string, Promise<unknown>>();

  constructor(tree: FileTree, options: ReadOptions) {
    this.#tree = tree;
    this.#options = options;
  }

  /** The value of a whole file. Throws FILE_NOT_FOUND and what parsing and fetching throw. */
  value(file: string): Promise<unknown> {
    let value = this.#values.get(file);
    if (!value) this.#values.set(file, (value = this.#load(file)));
    return value;
  }

  /** The file that a reference names, relative to the file it stands in. */
  resolveFile(from: string, part: string): string {
    if (part === '') return from;
    if (isUrl(part)) return new URL(part).href;
    if (isUrl(from)) return new URL(part, from).href;
    const path = resolveTreePath(posix.dirname(from), decode(part));
    if (path === undefined) throw new InterlockError('REFERENCE_FORBIDDEN', `'${part}' leaves the workspace`, { place: this.place(from) });
    return path;
  }

  /** How a file is printed. */
  place(file: string): { readonly file: string } {
    return { file: isUrl(file) ? file : this.#tree.label + file };
  }

  async #load(file: string): Promise<unknown> {
    const limits = { ...DEFAULT_READ_LIMITS, ...this.#options.limits };
    const bytes = isUrl(file)
      ? await fetchDocument(file, { allowedHosts: this.#options.allowedHosts ?? [], limits, fetch: this.#options.fetch ?? fetch })
      : await this.#tree.read(file);
    if (!bytes) throw new InterlockError('FILE_NOT_FOUND', 'the file does not exist', { place: this.place(file) });
    return parseDocument(bytes, file, limits).value;
  }
}

function isUrl(file: string): boolean {
  return /^https?:/i.test(file);
}

/** Percent-decodes a part of a reference; what is no percent-encoding stands for itself. */
export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
