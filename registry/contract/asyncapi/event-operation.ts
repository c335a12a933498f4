import type { EventOperation } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import { isTrue, optionalText } from '../references/member-values.ts';
import { itemNodes, locationOf } from '../references/source-node.ts';
import type { Reading } from '../reading.ts';
import type { MergedNode } from './merged-node.ts';
import { readBindings } from './read-bindings.ts';
import { wireAddress } from './read-channel.ts';

/** What the versions of AsyncAPI declare differently about an operation. */
export type VersionedParts = Pick<EventOperation, 'action' | 'channel' | 'operationId' | 'messages' | 'reply' | 'security'>;

/** An operation, with what all versions of AsyncAPI declare alike. */
export function eventOperation(reading: Reading, merged: MergedNode, parts: VersionedParts): EventOperation {
  const tags = itemNodes(merged.member('tags')).map((tag) => reading.references.follow(tag).value);
  const described = { summary: merged.member('summary').value, description: merged.member('description').value };
  return {
    kind: 'event',
    key: `${parts.action} ${wireAddress(parts.channel)}`,
    ...parts,
    ...optionalText(described, 'summary'),
    ...optionalText(described, 'description'),
    tags: tags.flatMap((tag) => (isObject(tag) && typeof tag['name'] === 'string' ? [tag['name']] : [])),
    deprecated: isTrue(merged.node.value, 'deprecated') || merged.extensions['x-deprecated'] === true,
    ...readBindings(reading, merged.member('bindings')),
    extensions: merged.extensions,
    location: locationOf(merged.node),
  };
}

/**
 * Tells apart operations with one action on one channel, which AsyncAPI 3 permits, by the names of their messages:
 * `receive chat [hello, goodbye]`.
 */
export function withDistinctKeys(operations: readonly EventOperation[]): readonly EventOperation[] {
  const counts = new Map<string, number>();
  for (const { key } of operations) counts.set(key, (counts.get(key) ?? 0) + 1);
  return operations.map((operation) => {
    if (counts.get(operation.key) === 1) return operation;
    const names = operation.messages.map(({ name }) => name).sort();
    return { ...operation, key: `${operation.key} [${names.join(', ')}]` };
  });
}
