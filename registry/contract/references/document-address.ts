import { resolveTreePath, treeFolder } from '../load/tree-path.ts';
import type { DocumentOrigin } from '../load/source-document.ts';

/** A reference that names no document that may be read, and why. */
export interface Refusal {
  readonly refused: string;
}

/**
 * The document that a reference names, by where the referring document came from (RFC 3986 §5). A relative path from a file of the tree
 * stays in the tree; from a remote file it stays remote.
 *
 * @param part The reference without its fragment, not empty.
 */
export function documentAddress(from: DocumentOrigin, part: string): DocumentOrigin | Refusal {
  if (/^[a-z][a-z0-9+.-]*:/i.test(part)) {
    if (!/^https?:/i.test(part)) return { refused: 'only relative files and http(s) URLs can be referred to' };
    return remote(part, undefined);
  }
  if (from.kind === 'remote') return remote(part, from.url);
  const path = resolveTreePath(treeFolder(from.path), decodePath(part));
  return path === undefined ? { refused: 'it leaves the workspace; only files below its root can be referred to' } : { kind: 'tree', path };
}

/** One string by which a document is known. */
export function addressKey(address: DocumentOrigin): string {
  return address.kind === 'tree' ? `tree:///${address.path}` : address.url;
}

function remote(part: string, base: string | undefined): DocumentOrigin | Refusal {
  if (!URL.canParse(part, base)) return { refused: 'it is not a URL' };
  const url = new URL(part, base);
  url.hash = '';
  return { kind: 'remote', url: url.href };
}

function decodePath(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
