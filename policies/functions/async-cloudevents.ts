import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { messageSchema, messagesOf, withTraits } from '../documents/event-channels.ts';
import { propertiesOf, requiredOf } from '../documents/read-schema.ts';

/** Attributes that every CloudEvent has (CloudEvents 1.0 §3.1). */
const ATTRIBUTES = ['id', 'source', 'type', 'specversion'] as const;

/** How the bindings of protocols spell an attribute among the headers: HTTP, NATS and MQTT, Kafka, AMQP. */
const PREFIXES = ['ce-', 'ce_', 'cloudEvents:', 'cloudEvents_'] as const;

/** Each message is a CloudEvent: attributes among its headers (binary mode), or a payload that is the whole event (structured mode). */
export const asyncCloudevents = documentRule((document) =>
  messagesOf(document).flatMap(({ name, node }) => {
    const contentType = withTraits(node, 'contentType').value ?? document.root.text('defaultContentType');
    const isStructured = typeof contentType === 'string' && contentType.toLowerCase().startsWith('application/cloudevents');
    const part = isStructured ? 'payload' : 'headers';
    const schema = messageSchema(node, part);
    const missing = ATTRIBUTES.filter((attribute) => !hasAttribute(schema, isStructured ? [''] : PREFIXES, attribute));
    if (missing.length === 0) return [];
    const wanted = missing.map((attribute) => (isStructured ? attribute : `ce-${attribute}`)).join(', ');
    return [{ message: `the message ${name} is no CloudEvent: ${part} must require ${wanted}`, node }];
  }),
);

function hasAttribute(schema: DocumentNode | undefined, prefixes: readonly string[], attribute: string): boolean {
  if (schema === undefined) return false;
  const properties = propertiesOf(schema);
  const required = requiredOf(schema);
  return prefixes.some((prefix) => properties.has(prefix + attribute) && required.has(prefix + attribute));
}
