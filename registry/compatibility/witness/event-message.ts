import type { Channel, Message } from '../../contract/index.ts';
import type { WireEvent, Witness, WitnessVerdict } from '../change.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import { type EventEndpoint, type EventPair, eventDirection, messageFlow } from '../operations/event-endpoint.ts';
import { concreteType } from '../operations/media-types.ts';
import { exampleValue, exampleValues } from './example.ts';
import { bytesOf, violationsOf } from './run-http.ts';
import { serialiseBody, wireBody } from './serialise-body.ts';
import { primitiveText } from './serialise-parameter.ts';

/** What is fixed of an event that is built. */
export interface EventParts {
  readonly payload?: { readonly value: unknown };
  readonly headers?: { readonly value: unknown };
  readonly address?: string;
}

/** A concrete address of a channel, its parameters filled with examples. */
export function exampleAddress(
  comparing: Comparing,
  side: Side,
  channel: Channel,
  fixed?: { readonly name: string; readonly value: unknown },
): string | null {
  return (
    channel.address?.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
      if (fixed?.name === name) return primitiveText(fixed.value);
      const schema = channel.parameters.find((parameter) => parameter.name === name)?.schema ?? {
        type: 'string',
        minLength: 1,
        pattern: '^[a-z]+$',
      };
      const example = exampleValue(comparing, side, schema, 'event');
      const text = example === undefined ? 'a' : primitiveText(example.value);
      return text === '' ? 'a' : text;
    }) ?? null
  );
}

/** Builds an event as the holder of one side sends it. */
function buildEvent(
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
  const contentType = concreteType(message.contentType);
  const body = serialiseBody(payload.value, contentType, {});
  return {
    action: eventDirection(endpoint, isReply) === 'publish' ? 'publish' : 'subscribe',
    address: parts.address ?? (isReply ? null : exampleAddress(comparing, sender, endpoint.channel)),
    contentType: body.contentType,
    headers: headers.value as Readonly<Record<string, unknown>>,
    payload: wireBody(body.bytes),
    ...(isReply ? { isReply: true } : {}),
  };
}

/** Runs one side on an event: accepted when one of the endpoint's operations permits it. */
function runEvent(side: Side, endpoint: EventEndpoint, event: WireEvent): WitnessVerdict {
  const message = {
    headers: event.headers,
    payload: event.payload === undefined ? { value: undefined } : bytesOf(event.payload),
    ...(event.contentType === undefined ? {} : { contentType: event.contentType }),
    ...(event.address === null || event.isReply === true ? {} : { address: event.address }),
  };
  const options = event.isReply === true ? { reply: true } : {};
  const verdicts = endpoint.operations.map((operation) => side.compiled().permitsMessage(operation, message, options));
  const accepted = verdicts.some((verdict) => verdict.accepted);
  const violations = accepted ? [] : verdicts.flatMap((verdict) => (verdict.accepted ? [] : verdict.violations));
  return { accepted, says: accepted ? 'accepts it' : 'rejects it', violations: violationsOf(violations) };
}

/** Shows that an event which one side sends is rejected by the other; with `withdrawn`, that the base sends what the head no longer does. */
export function proveEvent(
  comparing: Comparing,
  pair: EventPair,
  messages: { readonly base: Message | undefined; readonly head: Message | undefined },
  parts: EventParts,
  options: { readonly isReply?: boolean; readonly withdrawn?: string } = {},
): Proof {
  const isInput = messageFlow(pair.base, options.isReply) === 'input';
  const isBaseSender = isInput !== (options.withdrawn !== undefined);
  const [sender, receiver] = isBaseSender ? [comparing.base, comparing.head] : [comparing.head, comparing.base];
  const own = messages[sender.name];
  if (own === undefined) return { isConfirmed: false, reason: 'the sender declares no such message' };
  let best: Proof = { isConfirmed: false, reason: 'no message could be built that the sender may send' };
  for (const other of [messages[receiver.name], undefined]) {
    const event = buildEvent(comparing, sender, pair[sender.name], own, other, parts, options.isReply);
    if (event === undefined) continue;
    const sent = runEvent(sender, pair[sender.name], event);
    const received = runEvent(receiver, pair[receiver.name], event);
    const sends = { ...sent, says: sent.accepted ? 'sends it' : 'may not send it' };
    const takes = options.withdrawn === undefined ? received : { ...received, says: options.withdrawn };
    const witness = witnessOf(event, sender, sends, takes);
    if (!sent.accepted) {
      best = best.witness ? best : { isConfirmed: false, witness, reason: 'the sender itself may not send the message that was built' };
      continue;
    }
    if (options.withdrawn !== undefined || !received.accepted) return { isConfirmed: true, witness };
    best = { isConfirmed: false, witness, reason: 'the receiver accepts the message that was built' };
  }
  return best;
}

/** Shows a message published, or a subscription, that the base serves and the head does not, in words: no message is judged. */
export function proveWithoutMessage(comparing: Comparing, endpoint: EventEndpoint, baseSays: string, headSays: string): Proof {
  const { base } = comparing;
  const [message] = endpoint.messages;
  const built = endpoint.action === 'receive' && message ? buildEvent(comparing, base, endpoint, message, undefined, {}) : undefined;
  const event: WireEvent = built ?? {
    action: endpoint.action === 'receive' ? 'publish' : 'subscribe',
    address: exampleAddress(comparing, base, endpoint.channel),
    headers: {},
  };
  const verdict = (accepted: boolean, says: string): WitnessVerdict => ({ accepted, says, violations: [] });
  return { isConfirmed: true, witness: { kind: 'event', event, base: verdict(true, baseSays), head: verdict(false, headSays) } };
}

function witnessOf(event: WireEvent, sender: Side, sends: WitnessVerdict, takes: WitnessVerdict): Witness {
  return { kind: 'event', event, ...(sender.name === 'base' ? { base: sends, head: takes } : { base: takes, head: sends }) };
}
