import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { channelsOf } from '../documents/event-channels.ts';

/** Bindings of channels that name a dead letter queue, as protocol and members. */
const BINDINGS = [
  ['sqs', 'queue', 'redrivePolicy'],
  ['sqs', 'deadLetterQueue'],
  ['amqp', 'queue', 'x-dead-letter-exchange'],
] as const;

/** Each channel says where messages go that cannot be worked on: `x-dead-letter`, an address, or a binding that names it. */
export const asyncDeadLetter = documentRule((document) =>
  channelsOf(document)
    .filter(({ node }) => !namesDeadLetter(node))
    .map(({ name, node }) => ({
      message: `the channel ${name} does not say where messages go that nobody can work on (x-dead-letter)`,
      node,
    })),
);

function namesDeadLetter(channel: DocumentNode): boolean {
  const address = channel.text('x-dead-letter');
  if (address !== undefined && address !== '') return true;
  return BINDINGS.some((keys) => channel.at('bindings', ...keys).value !== undefined);
}
