import { DEFAULT_READ_LIMITS, type FileTree, type Location, parseDocument } from '../../registry/contract/index.ts';

/** The node of a source file as it is written; undefined when there is none, or its file is not of this tree. */
export async function sourceNode(tree: FileTree, { file, pointer }: Location): Promise<unknown> {
  const bytes = file.startsWith(tree.label) ? await tree.read(file.slice(tree.label.length)) : undefined;
  if (!bytes) return undefined;
  let { value } = parseDocument(bytes, file, DEFAULT_READ_LIMITS);
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
