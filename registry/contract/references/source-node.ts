import type { Location } from '../contract.ts';
import { childPointer } from '../json-pointer.ts';
import { isObject } from '../load/is-object.ts';
import type { SourceDocument } from '../load/source-document.ts';

/** A value of a loaded document together with where it stands. */
export interface SourceNode {
  readonly document: SourceDocument;
  readonly pointer: string;
  readonly value: unknown;
}

/** The node of a member or an item; its value is undefined when there is none. */
export function childNode(node: SourceNode, key: string | number): SourceNode {
  const { value } = node;
  const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return {
    document: node.document,
    pointer: childPointer(node.pointer, key),
    value: holds ? (value as Record<string | number, unknown>)[key] : undefined,
  };
}

/** The members of an object with their names, in the order written; none when the node is no object. */
export function memberNodes(node: SourceNode): readonly (readonly [string, SourceNode])[] {
  const { document, pointer, value } = node;
  if (!isObject(value)) return [];
  return Object.keys(value).map((key) => [key, { document, pointer: childPointer(pointer, key), value: value[key] }]);
}

/** The items of an array; none when the node is no array. */
export function itemNodes(node: SourceNode): readonly SourceNode[] {
  const { document, pointer, value } = node;
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown, index) => ({ document, pointer: `${pointer}/${index}`, value: item }));
}

/** The location of a node. */
export function locationOf(node: SourceNode): Location {
  return { file: node.document.file, pointer: node.pointer };
}
