import type { ApiDocument } from '../documents/api-document.ts';
import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { type DocumentChannel, channelsOf, messagesOf, withTraits } from '../documents/event-channels.ts';

/** Bindings of messages by which a broker keeps order, as protocol and member. */
const ORDERING = [
  ['kafka', 'key'],
  ['googlepubsub', 'orderingKey'],
  ['pulsar', 'key'],
] as const;

/** Each channel says by what its messages are kept in order: `x-partition-key`, or a binding of every message on it that does. */
export const asyncPartitionKey = documentRule((document) =>
  channelsOf(document)
    .filter((channel) => channel.node.at('x-partition-key').value === undefined && !hasOrderingBinding(document, channel))
    .map(({ name, node }) => ({ message: `the channel ${name} does not say what keeps its messages in order (x-partition-key)`, node })),
);

function hasOrderingBinding(document: ApiDocument, { node }: DocumentChannel): boolean {
  const messages = messagesOf(document).filter(({ channel }) => channel.node.value === node.value);
  return messages.length > 0 && messages.every((message) => isOrdered(message.node));
}

function isOrdered(message: DocumentNode): boolean {
  const bindings = withTraits(message, 'bindings');
  return ORDERING.some(([protocol, member]) => bindings.at(protocol, member).value !== undefined);
}
