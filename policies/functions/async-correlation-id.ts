import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { messageSchema, messagesOf, withTraits } from '../documents/event-channels.ts';
import { propertiesOf } from '../documents/read-schema.ts';

const LOCATION = /^\$message\.(header|payload)#((?:\/[^/]+)+)$/;

/** Each message says where its correlation id stands, and its headers or payload declare a field there. */
export const asyncCorrelationId = documentRule((document) =>
  messagesOf(document).flatMap(({ name, node }) => {
    const declared = withTraits(node, 'correlationId');
    if (declared.value === undefined) return [{ message: `the message ${name} has no correlationId`, node }];
    const location = declared.at('location');
    const [, part, pointer] = LOCATION.exec(String(location.value)) ?? [];
    if (part === undefined || pointer === undefined) {
      return [{ message: `the correlationId of ${name} has no location such as $message.header#/correlation-id`, node: declared.target }];
    }
    const schema = messageSchema(node, part === 'header' ? 'headers' : 'payload');
    if (schema !== undefined && declares(schema, pointer.split('/').slice(1))) return [];
    return [
      {
        message: `the message ${name} declares nothing at ${String(location.value)}, where its correlationId should stand`,
        node: location,
      },
    ];
  }),
);

function declares(schema: DocumentNode, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const property = propertiesOf(schema).get(name);
  return property !== undefined && declares(property, rest);
}
