import { InterlockError } from '../../errors.ts';
import type { FileTree } from '../../registry/contract/index.ts';
import { readSource } from './read-source.ts';
import { treePathOf } from './virtual-root.ts';

/** Reads the files that a document refers to, out of one tree and nowhere else. */
export interface TreeReader {
  /** The text behind the absolute URI of a `$ref`. Throws for what may not be read or does not exist. */
  read(uri: string): Promise<string>;
  /** The first failure that must end the run: an escape, a host, a file too large or not well-formed. */
  refusal(): InterlockError | undefined;
}

/** A reader over a tree, for the document at `path`. */
export function treeReader(tree: FileTree, path: string): TreeReader {
  let first: InterlockError | undefined;
  return {
    refusal: () => first,
    async read(uri) {
      try {
        const inside = treePathOf(decodePath(uri));
        if (inside === undefined) {
          const detail = `a $ref leads to '${withoutScheme(uri)}', which is outside of the workspace; copy what it names into the workspace`;
          throw new InterlockError('REFERENCE_FORBIDDEN', detail, { place: { file: tree.label + path } });
        }
        const text = await readSource(tree, inside);
        if (text === undefined) throw new Error(`there is no file '${tree.label}${inside}'`);
        return text;
      } catch (error) {
        if (error instanceof InterlockError) first ??= error;
        throw error;
      }
    },
  };
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
