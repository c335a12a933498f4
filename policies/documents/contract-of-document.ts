import { type Contract, type FileTree, readContract } from '../../registry/contract/index.ts';
import { InterlockError } from '../../errors.ts';
import type { ApiDocument } from './api-document.ts';
import type { DocumentNode } from './document-node.ts';
import { referencesIn } from './references-in.ts';

/**
 * The normal form of a document, read from the files that are open already. Undefined when it cannot be read as a contract; whoever lints
 * a contract has been told so by then.
 */
export async function contractOfDocument(document: ApiDocument): Promise<Contract | undefined> {
  const files = new Map(
    [document.root, ...referencesIn(document).map(({ target }) => target)].map((node) => [node.place.source, node] as const),
  );
  const remote = [...files.keys()].filter((source) => URL.canParse(source));
  try {
    return await readContract(treeOf(files, document.root), document.root.place.source.slice(1), {
      allowedHosts: remote.map((source) => new URL(source).host),
      fetch: (url) => Promise.resolve(new Response(textOf(document.root.file(String(url))))),
    });
  } catch (error) {
    if (error instanceof InterlockError) return undefined;
    throw error;
  }
}

/** Sources are absolute paths; paths in a tree begin without a slash. */
function treeOf(files: ReadonlyMap<string, unknown>, root: DocumentNode): FileTree {
  return {
    label: '',
    read: (path) => Promise.resolve(files.has(`/${path}`) ? new TextEncoder().encode(textOf(root.file(`/${path}`))) : undefined),
    list: () => Promise.resolve([...files.keys()].map((source) => source.slice(1))),
  };
}

function textOf(file: DocumentNode): string {
  return JSON.stringify(file.written);
}
