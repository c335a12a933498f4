import type { IncomingHttpHeaders } from 'node:http';
import type { Contract, Message } from '../../registry/contract/index.ts';
import { cloudEventFormOf, isStructured, openEnvelope } from './cloud-event.ts';
import type { FoundChannel } from './find-channel.ts';
import type { ArrivedMessage } from './judge-arrival.ts';
import { readMessageBindings } from './read-message-bindings.ts';
import { readMessageHeaders } from './read-message-headers.ts';

/**
 * Reads the message that a request brings: its headers from `X-Message-<Name>`, what a protocol puts beside it from
 * `X-Binding-<Protocol>-<Member>`. A CloudEvent may come as the HTTP binding of CloudEvents has it, whichever form the contract gives it: in binary
 * mode (`ce-<attribute>`) or in structured mode (`application/cloudevents+json`).
 */
export function readArrival(contract: Contract, channel: FoundChannel, sent: IncomingHttpHeaders, payload: Uint8Array): ArrivedMessage {
  const declared = [
    ...channel.operations.flatMap(({ messages }) => messages),
    ...channel.replies.flatMap(({ reply }) => reply?.messages ?? []),
  ];
  const headers = readMessageHeaders(contract, declared, sent);
  const bindings = readMessageBindings(channel.operations, sent);
  const contentType = sent['content-type'];
  const arrived = { headers, bindings, payload, ...(contentType === undefined ? {} : { contentType }) };
  const inHeaders = attributesIn(sent);
  if (!inHeaders && !isStructured(contentType ?? '')) return arrived;
  return asDeclared(contract, declared, arrived, inHeaders);
}

function attributesIn(sent: IncomingHttpHeaders): Readonly<Record<string, string>> | undefined {
  const found = Object.entries(sent).filter(([name, value]) => name.startsWith('ce-') && value !== undefined);
  return found.length === 0 ? undefined : Object.fromEntries(found.map(([name, value]) => [name.slice(3), String(value)]));
}

/** Brings a CloudEvent to the form that the first message of the channel which is one declares. */
function asDeclared(
  contract: Contract,
  messages: readonly Message[],
  arrived: ArrivedMessage,
  inHeaders: Readonly<Record<string, string>> | undefined,
): ArrivedMessage {
  for (const message of messages) {
    const form = cloudEventFormOf(contract, message);
    if (form?.mode === 'binary') {
      const envelope = inHeaders ? undefined : openEnvelope(arrived.payload);
      const attributes = inHeaders ?? envelope?.attributes;
      if (!attributes) return arrived;
      const named = Object.entries(attributes).map(([attribute, value]) => [form.headers.get(attribute)?.name ?? `ce-${attribute}`, value]);
      const headers = { ...Object.fromEntries(named), ...arrived.headers };
      return envelope ? { ...arrived, headers, payload: envelope.data, contentType: envelope.type } : { ...arrived, headers };
    }
    if (form?.mode === 'structured' && inHeaders) {
      const data = parseJson(arrived.payload);
      if (data === undefined) return arrived;
      const { contentType: datacontenttype = 'application/json' } = arrived;
      const payload = Buffer.from(JSON.stringify({ datacontenttype, ...inHeaders, data }));
      return { ...arrived, payload, contentType: message.contentType };
    }
  }
  return arrived;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
