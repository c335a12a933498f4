import { parseDocument, type FileTree, type ReadLimits } from '../../registry/contract/index.ts';

/**
 * The text of a file that Spectral may parse: within the limits that hold for contracts, aliases included, and well-formed. Undefined when
 * there is no file. Throws DOCUMENT_MALFORMED and DOCUMENT_TOO_LARGE with their place.
 */
export async function readSource(tree: FileTree, path: string, limits: ReadLimits): Promise<string | undefined> {
  const bytes = await tree.read(path);
  return bytes && parseDocument(bytes, tree.label + path, limits).text;
}
