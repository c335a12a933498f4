import { InterlockError } from '../../errors.ts';
import { hashOf, parseDocument, type FileTree, type ReadLimits } from '../../registry/contract/index.ts';

/**
 * The text of a file that Spectral may parse: within the limits that hold for contracts, aliases included, and well-formed. Undefined when
 * there is no file. Throws DOCUMENT_MALFORMED and DOCUMENT_TOO_LARGE with their place.
 */
export async function readSource(tree: FileTree, path: string, limits: ReadLimits): Promise<string | undefined> {
  const bytes = await tree.read(path);
  return bytes && checkedText(bytes, tree.label + path, limits);
}

/** Files of at most so many bytes are remembered, and so many of them: what many contracts share is small. */
const REMEMBERED_BYTES = 65_536;
const REMEMBERED_FILES = 500;

const remembered = new Map<string, string>();

/** The text of bytes that have been checked. The same bytes are checked once: contracts share files, and two runs look at each. */
function checkedText(bytes: Uint8Array, file: string, limits: ReadLimits): string {
  if (bytes.length > REMEMBERED_BYTES) return parseDocument(bytes, file, limits).text;
  const key = `${hashOf(bytes)} ${/\.json$/i.test(file)} ${JSON.stringify(limits)}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const { text } = parseDocument(bytes, file, limits);
  if (remembered.size >= REMEMBERED_FILES) remembered.clear();
  remembered.set(key, text);
  return text;
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
