import { oncePerDocument } from './api-document.ts';
import type { DocumentNode } from './document-node.ts';

/** A channel of an AsyncAPI document. */
export interface DocumentChannel {
  /** For messages: the address, or the name of a channel whose address is known at run time only. */
  readonly name: string;
  /** Undefined when it is known at run time only. */
  readonly address: string | undefined;
  readonly node: DocumentNode;
}

/** An operation of an AsyncAPI document. */
export interface DocumentEventOperation {
  /** Its name in AsyncAPI 3; `subscribe claims.paid.v1` in AsyncAPI 2. */
  readonly name: string;
  readonly node: DocumentNode;
}

/** A message, once however often it is referred to. */
export interface DocumentMessage {
  readonly name: string;
  readonly node: DocumentNode;
  /** The channel that it was found on first. */
  readonly channel: DocumentChannel;
}

/** The channels of a document. */
export const channelsOf = oncePerDocument(({ protocol, major, root }): readonly DocumentChannel[] => {
  if (protocol !== 'asyncapi') return [];
  return root
    .at('channels')
    .members()
    .map(([key, node]) => {
      const address = major === 2 ? key : node.text('address');
      return { name: address ?? key, address, node };
    });
});

/** The operations of a document. */
export const eventOperations = oncePerDocument((document): readonly DocumentEventOperation[] => {
  if (document.protocol !== 'asyncapi') return [];
  if (document.major !== 2) {
    return document.root
      .at('operations')
      .members()
      .map(([name, node]) => ({ name, node }));
  }
  return channelsOf(document).flatMap(({ name, node }) =>
    ['publish', 'subscribe'].flatMap((action) => {
      const operation = node.at(action);
      return operation.value === undefined ? [] : [{ name: `${action} ${name}`, node: operation }];
    }),
  );
});

/** The messages on the channels of a document. */
export const messagesOf = oncePerDocument((document): readonly DocumentMessage[] => {
  const seen = new Set<unknown>();
  return channelsOf(document)
    .flatMap((channel) => messageNodes(channel.node, document.major).map(([name, node]) => ({ name, node: node.target, channel })))
    .filter(({ node: { value } }) => typeof value === 'object' && value !== null && !seen.has(value) && seen.add(value));
});

function messageNodes(channel: DocumentNode, major: number): readonly (readonly [string, DocumentNode])[] {
  if (major !== 2) return channel.at('messages').members();
  return ['publish', 'subscribe'].flatMap((action) => {
    const message = channel.at(action, 'message');
    const alternatives = message.at('oneOf').items();
    return (alternatives.length > 0 ? alternatives : [message]).map(
      (node) => [node.text('messageId') ?? node.text('name') ?? lastSegment(node.reference) ?? action, node] as const,
    );
  });
}

/** A member of a message or an operation, its own or that of the last of its traits that has it. */
export function withTraits(node: DocumentNode, key: string): DocumentNode {
  const own = node.at(key);
  if (own.value !== undefined) return own;
  const ofTraits = node
    .at('traits')
    .items()
    .map((trait) => trait.at(key))
    .findLast(({ value }) => value !== undefined);
  return ofTraits ?? own;
}

/** The schema of a message's payload or headers, when it is JSON Schema and not Avro or such. */
export function messageSchema(message: DocumentNode, part: 'payload' | 'headers'): DocumentNode | undefined {
  const declared = withTraits(message, part);
  const ownFormat = declared.text('schemaFormat');
  const format = ownFormat ?? (part === 'payload' ? withTraits(message, 'schemaFormat').value : undefined);
  if (typeof format === 'string' && !/asyncapi|schema\+|openapi/i.test(format)) return undefined;
  const schema = ownFormat === undefined ? declared : declared.at('schema');
  return schema.value === undefined ? undefined : schema;
}

function lastSegment(reference: string | undefined): string | undefined {
  return reference?.split('/').at(-1);
}
