import type { Message } from '../../contract/index.ts';
import type { WireEvent } from '../change.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import { type EventEndpoint, eventDirection } from '../operations/event-endpoint.ts';
import { concreteType } from '../operations/media-types.ts';
import { exampleAddress } from './example-address.ts';
import { exampleValues } from './example.ts';
import { serialiseBody, wireBody } from './serialise-body.ts';

/** What is fixed of an event that is built; the rest is made of examples. */
export interface EventParts extends Pick<WireEvent, 'server' | 'credentials' | 'bindings'> {
  readonly payload?: { readonly value: unknown };
  readonly headers?: { readonly value: unknown };
  readonly address?: string | null;
}

/**
 * Builds an event as the holder of one side sends it.
 *
 * @param other message of the other side: values that it takes as well are preferred.
 * @returns undefined when no value was found that the sender sends.
 */
export function buildEvent(
  comparing: Comparing,
  sender: Side,
  endpoint: EventEndpoint,
  message: Message,
  other: Message | undefined,
  parts: EventParts,
  isReply = false,
): WireEvent | undefined {
  const receiver = sender.name === 'base' ? comparing.head : comparing.base;
  const valueOf = (slot: 'payload' | 'headers'): { readonly value: unknown } | undefined => {
    const fixed = parts[slot];
    if (fixed !== undefined) return fixed;
    const schema = message[slot]?.schema ?? (slot === 'headers' ? { type: 'object', maxProperties: 0 } : true);
    const shared = other && { side: receiver, schema: other[slot]?.schema ?? true };
    const values = exampleValues(comparing, { side: sender, schema }, shared, 'event');
    return values.length === 0 ? undefined : { value: values[0] };
  };
  const [payload, headers] = [valueOf('payload'), valueOf('headers')];
  if (payload === undefined || headers === undefined) return undefined;
  const body = serialiseBody(payload.value, concreteType(message.contentType), {});
  const address = parts.address !== undefined ? parts.address : isReply ? null : exampleAddress(comparing, sender, endpoint.channel);
  return {
    ...bareEvent(endpoint, { ...parts, address }, isReply),
    contentType: body.contentType,
    headers: headers.value as Readonly<Record<string, unknown>>,
    payload: wireBody(body.bytes),
  };
}

/** An event of which no message is known: that something is published at an address, or subscribed to. */
export function bareEvent(endpoint: EventEndpoint, { address, server, credentials, bindings }: EventParts, isReply = false): WireEvent {
  return {
    action: eventDirection(endpoint, isReply) === 'publish' ? 'publish' : 'subscribe',
    address: address ?? null,
    headers: {},
    ...(isReply ? { isReply: true } : {}),
    ...(server === undefined ? {} : { server }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(bindings === undefined ? {} : { bindings }),
  };
}
