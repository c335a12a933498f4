import { InterlockError } from '../../errors.ts';
import { fetchDocument, isAllowedUrl, parseDocument, type FileTree, type ReadLimits } from '../../registry/contract/index.ts';
import { readLeniently, readSource } from './read-source.ts';
import { treePathOf } from './source-root.ts';

/** Reads the files that a document refers to: out of one tree and from the hosts that are allowed, nowhere else. */
export interface TreeReader {
  /** The text behind the absolute URI of a `$ref`. Throws for what may not be read or does not exist. */
  read(uri: string): Promise<string>;
  /** The first failure that must end the run: an escape, a host, a file too large or not well-formed. */
  refusal(): InterlockError | undefined;
}

/** What a reader may read. */
export interface ReaderAccess {
  readonly allowedHosts: readonly string[];
  readonly limits: ReadLimits;
  readonly fetch: typeof fetch;
  /** Where Spectral was told that the tree stands. */
  readonly root: string;
  /** Give Spectral files that are not well-formed, and name one that is missing as it does: then these are findings of its own. */
  readonly isLenient: boolean;
}

/** A reader over a tree, for the document at `path`. */
export function treeReader(tree: FileTree, path: string, access: ReaderAccess): TreeReader {
  let first: InterlockError | undefined;
  return {
    refusal: () => first,
    async read(uri) {
      try {
        if (/^https?:/i.test(uri)) return await readRemote(uri, tree.label + path, access);
        return await readFile(tree, uri, path, access);
      } catch (error) {
        if (error instanceof InterlockError) first ??= error;
        throw error;
      }
    },
  };
}

async function readFile(tree: FileTree, uri: string, from: string, { root, limits, isLenient }: ReaderAccess): Promise<string> {
  const path = treePathOf(root, decodePath(uri));
  if (path === undefined) {
    const detail = `a $ref leads to '${withoutScheme(uri)}', which is outside of the workspace; copy what it names into the workspace`;
    throw new InterlockError('REFERENCE_FORBIDDEN', detail, { place: { file: tree.label + from } });
  }
  const text = await (isLenient ? readLeniently : readSource)(tree, path, limits);
  if (text !== undefined) return text;
  throw new Error(
    isLenient ? `ENOENT: no such file or directory, open '${withoutScheme(uri)}'` : `there is no file '${tree.label}${path}'`,
  );
}

async function readRemote(uri: string, file: string, access: ReaderAccess): Promise<string> {
  if (!URL.canParse(uri) || !isAllowedUrl(new URL(uri), access.allowedHosts)) {
    const detail = `a $ref leads to '${uri}', and its host is not among the allowedHosts of interlock.config.yaml`;
    throw new InterlockError('REFERENCE_FORBIDDEN', detail, { place: { file } });
  }
  return parseDocument(await fetchDocument(uri, access), uri, access.limits).text;
}

function decodePath(uri: string): string {
  const path = withoutScheme(uri);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function withoutScheme(uri: string): string {
  return uri.replace(/^file:(\/\/)?/, '');
}
