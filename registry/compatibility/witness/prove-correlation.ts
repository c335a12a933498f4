import { pointerSegments } from '../../contract/index.ts';
import { isObject } from '../causes/is-object.ts';
import type { WireEvent, Witness } from '../change.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import { type EventPair, messageFlow } from '../operations/event-endpoint.ts';
import { buildEvent, type EventParts } from './build-event.ts';
import { inWords } from './prove-by-declaration.ts';
import type { MessagesOfProof } from './prove-event.ts';
import { runEvent } from './run-event.ts';

/** Where each version has a part of a message by which others find their way: undefined where it has none. */
export interface Whereabouts {
  readonly base: string | undefined;
  readonly head: string | undefined;
  /** `the correlation id`. */
  readonly what: string;
}

/**
 * Shows a message that its sender may send in which the receiver does not find the correlation id, or the address of replies: both sides
 * are run on it, and the runtime expressions (AsyncAPI 3.0, Runtime Expression) read on what stands in it.
 */
export function proveCorrelation(
  comparing: Comparing,
  pair: EventPair,
  messages: MessagesOfProof,
  where: Whereabouts,
  isReply = false,
): Proof {
  const name = messageFlow(pair.base, isReply) === 'input' ? 'base' : 'head';
  const [sender, receiver] = name === 'base' ? [comparing.base, comparing.head] : [comparing.head, comparing.base];
  const message = messages[name];
  if (message === undefined) return { isConfirmed: false, reason: 'the sender declares no such message' };
  const [put, sought] = [where[sender.name], where[receiver.name]];
  for (const parts of [withPart(comparing, sender, message, put), {}]) {
    const event = buildEvent(comparing, sender, pair[name], message, messages[receiver.name], parts, isReply);
    if (event === undefined) continue;
    const sent = runEvent(sender, comparing.base, pair[name].operations, event);
    if (!sent.verdict.accepted) continue;
    const [written, found] = [put === undefined ? undefined : read(event, put), sought === undefined ? undefined : read(event, sought)];
    const sends = { ...sent.verdict, says: `sends it${written === undefined ? '' : `, ${where.what} at ${put}`}` };
    const takes = inWords(
      false,
      `looks for ${where.what} at ${sought ?? 'no place'} and finds ${found === undefined ? 'nothing' : 'something else'}`,
    );
    const witness: Witness = { kind: 'event', event, ...(name === 'base' ? { base: sends, head: takes } : { base: takes, head: sends }) };
    const isFound = found !== undefined && JSON.stringify(found) === JSON.stringify(written);
    if (!isFound) return { isConfirmed: true, witness };
  }
  return { isConfirmed: false, reason: `no message could be built in which ${where.what} is not found` };
}

function withPart(
  comparing: Comparing,
  sender: Side,
  message: NonNullable<MessagesOfProof['base']>,
  expression: string | undefined,
): EventParts {
  const place = expression === undefined ? undefined : placeOf(expression);
  if (place === undefined) return {};
  const schema = message[place.slot]?.schema;
  const example = schema === undefined ? undefined : comparing.examples('event', sender.name)(schema, { with: place.pointer });
  return example === undefined ? {} : { [place.slot]: example };
}

/** `$message.header#/id` is `/id` of the headers. */
function placeOf(expression: string): { readonly slot: 'headers' | 'payload'; readonly pointer: string } | undefined {
  const match = /^\$message\.(header|payload)#(.*)$/.exec(expression);
  return match ? { slot: match[1] === 'header' ? 'headers' : 'payload', pointer: match[2]! } : undefined;
}

function read(event: WireEvent, expression: string): unknown {
  const place = placeOf(expression);
  if (place === undefined) return undefined;
  return valueAt(place.slot === 'headers' ? event.headers : payloadOf(event), place.pointer);
}

function payloadOf({ payload }: WireEvent): unknown {
  if (payload === undefined || !('text' in payload)) return undefined;
  try {
    return JSON.parse(payload.text);
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const segment of pointerSegments(pointer)) {
    if (!(isObject(current) || Array.isArray(current)) || !Object.hasOwn(current, segment)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[segment];
  }
  return current;
}
