import { lastPointerSegment } from '../json-pointer.ts';
import type { SourceNode } from '../references/source-node.ts';

/** The name of a schema for people: the last segment of its pointer, or its file's name. */
export function schemaName(node: SourceNode): string {
  const segment = lastPointerSegment(node.pointer);
  if (segment !== '') return segment;
  const file = node.document.file.split('/').at(-1) ?? '';
  return file.replace(/\.[^.]*$/, '');
}
