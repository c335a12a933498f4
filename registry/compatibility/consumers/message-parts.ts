import type { EventOperation, HttpOperation, Operation, Schema } from '../../contract/index.ts';

/** What goes one way in the use of an operation: bodies or payloads, and what has a name beside them. */
export interface MessageParts {
  readonly bodies: readonly Schema[];
  /** Schemas of the headers of events, whose members are the headers. */
  readonly headers: readonly Schema[];
  /** `query:page`, `header:If-Match`, with their schemas. */
  readonly named: readonly { readonly field: string; readonly schema: Schema }[];
}

/** What consumers of an operation send and what they read. */
export function messageParts(operation: Operation): { readonly sends: MessageParts; readonly reads: MessageParts } {
  return operation.kind === 'http' ? httpParts(operation) : eventParts(operation);
}

function httpParts(operation: HttpOperation): { readonly sends: MessageParts; readonly reads: MessageParts } {
  const request: MessageParts = {
    bodies: (operation.requestBody?.content ?? []).map(({ schema }) => schema),
    headers: [],
    named: operation.parameters.map((parameter) => ({ field: `${parameter.in}:${parameter.name}`, schema: parameter.schema })),
  };
  const response: MessageParts = {
    bodies: operation.responses.flatMap(({ content }) => content.map(({ schema }) => schema)),
    headers: [],
    named: operation.responses.flatMap(({ headers }) => headers.map(({ name, schema }) => ({ field: `header:${name}`, schema }))),
  };
  return operation.origin === 'path' ? { sends: request, reads: response } : { sends: response, reads: request };
}

function eventParts({ action, channel, messages, reply }: EventOperation): { readonly sends: MessageParts; readonly reads: MessageParts } {
  const named = channel.parameters.map(({ name, schema }) => ({ field: `path:${name}`, schema }));
  const partsOf = (list: EventOperation['messages']): MessageParts => ({
    bodies: list.map(({ payload }) => payload?.schema ?? true),
    headers: list.map(({ headers }) => headers?.schema ?? true),
    named,
  });
  const [own, replies] = [partsOf(messages), partsOf(reply?.messages ?? [])];
  return action === 'receive' ? { sends: own, reads: replies } : { sends: replies, reads: own };
}
