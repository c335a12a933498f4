import { documentRule } from '../documents/document-rule.ts';
import { messageSchema, messagesOf } from '../documents/event-channels.ts';
import { headerParameter, httpOperations } from '../documents/http-operations.ts';
import { propertiesOf } from '../documents/read-schema.ts';

/** The names that trace context has among the headers of a message: of W3C, and of CloudEvents' extension. */
const MESSAGE_HEADERS = ['traceparent', 'ce-traceparent', 'ce_traceparent'];

/** Each operation takes the header `traceparent` of W3C Trace Context, each message carries it. */
export const obsTraceparent = documentRule((document) => [
  ...httpOperations(document)
    .filter((operation) => headerParameter(operation, (header) => header === 'traceparent') === undefined)
    .map(({ name, node }) => ({ message: `${name} takes no traceparent: the trace ends here`, node })),
  ...messagesOf(document)
    .filter(({ node }) => {
      const headers = messageSchema(node, 'headers');
      const declared = headers ? propertiesOf(headers) : new Map<string, unknown>();
      return !MESSAGE_HEADERS.some((name) => declared.has(name));
    })
    .map(({ name, node }) => ({ message: `the message ${name} has no header traceparent: the trace ends here`, node })),
]);
