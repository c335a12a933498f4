import { isObject, type JsonObject } from '../load/is-object.ts';
import { memberNodes, type SourceNode } from '../references/source-node.ts';
import type { Reading } from '../reading.ts';

const NO_BINDINGS: JsonObject = {};

/** The bindings of a server, channel, operation or message, by protocol, `$ref` resolved. */
export function readBindings(reading: Reading, member: SourceNode): JsonObject {
  const node = reading.references.follow(member);
  if (!isObject(node.value)) return NO_BINDINGS;
  return Object.fromEntries(memberNodes(node).map(([protocol, binding]) => [protocol, reading.references.follow(binding).value]));
}
