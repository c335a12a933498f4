import type { IncomingHttpHeaders } from 'node:http';
import type { EventOperation } from '../../registry/contract/index.ts';

const PREFIX = 'x-binding-';

/** What a protocol puts beside a message, by protocol and member of the binding. */
export type MessageBindings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Reads what a protocol would put beside a message from `X-Binding-<Protocol>-<Member>` request headers: `X-Binding-Kafka-Key: "17"`. Values
 * are JSON, anything else is read as text. Names take the spelling that the contract declares; what it declares nowhere is left out.
 */
export function readMessageBindings(operations: readonly EventOperation[], headers: IncomingHttpHeaders): MessageBindings {
  const declared = new Map<string, readonly [string, string]>([[`${PREFIX}kafka-topic`, ['kafka', 'topic']]]);
  for (const operation of operations) {
    for (const { bindings } of [operation.channel, operation, ...operation.messages]) {
      for (const [protocol, binding] of Object.entries(bindings)) {
        for (const member of Object.keys(binding ?? {})) declared.set(`${PREFIX}${protocol}-${member}`.toLowerCase(), [protocol, member]);
      }
    }
  }
  const read: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(headers)) {
    const place = declared.get(name);
    if (place === undefined || value === undefined) continue;
    const [protocol, member] = place;
    read[protocol] = { ...read[protocol], [member]: readJson(String(value)) };
  }
  return read;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
