import { InterlockError } from '../../errors.ts';
import { parseDocument, type FileTree, type ReadLimits } from '../../registry/contract/index.ts';

/**
 * The text of a file that Spectral may parse: within the limits that hold for contracts, aliases included, and well-formed. Undefined when
 * there is no file. Throws DOCUMENT_MALFORMED and DOCUMENT_TOO_LARGE with their place.
 */
export async function readSource(tree: FileTree, path: string, limits: ReadLimits): Promise<string | undefined> {
  const bytes = await tree.read(path);
  return bytes && parseDocument(bytes, tree.label + path, limits).text;
}

/**
 * The same, but a file that is not well-formed is given as it is, and the text is as Spectral reads it, byte order mark included. Throws
 * DOCUMENT_TOO_LARGE; DOCUMENT_MALFORMED only where there are aliases, which nobody counted.
 */
export async function readLeniently(tree: FileTree, path: string, limits: ReadLimits): Promise<string | undefined> {
  const bytes = await tree.read(path);
  if (!bytes) return undefined;
  const text = Buffer.from(bytes).toString('utf8');
  try {
    parseDocument(bytes, tree.label + path, limits);
  } catch (error) {
    const isMalformed = error instanceof InterlockError && error.code === 'DOCUMENT_MALFORMED';
    if (!isMalformed || /(?:^|[\s[,:{-])\*[^\s,\]}]/.test(text)) throw error;
  }
  return text;
}
