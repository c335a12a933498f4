import type { Message, Violation } from '../../contract/index.ts';
import type { WireEvent, Witness, WitnessVerdict } from '../change.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import { type EventPair, messageFlow } from '../operations/event-endpoint.ts';
import { buildEvent, type EventParts } from './build-event.ts';
import { proveByDeclaration } from './prove-by-declaration.ts';
import { runEvent } from './run-event.ts';

/** A message as both sides declare it, as far as they do. */
export interface MessagesOfProof {
  readonly base: Message | undefined;
  readonly head: Message | undefined;
}

/** How an event is to show something. */
export interface EventProofOptions {
  readonly isReply?: boolean;
  /** In words, that the base sends what the head no longer does: nobody needs to reject it. */
  readonly withdrawn?: string;
  /** Who sends it; default who sends messages of the endpoint, with `withdrawn` the base. */
  readonly sender?: Side['name'];
  /** What the receiver does when it rejects the event; default `rejects it`. */
  readonly says?: string;
  /** Is a violation about what the witness is meant to show? Default any is. */
  readonly concerns?: (violation: Violation) => boolean;
}

/** Shows that an event which one side sends is rejected by the other, having run both. */
export function proveEvent(
  comparing: Comparing,
  pair: EventPair,
  messages: MessagesOfProof,
  parts: EventParts,
  options: EventProofOptions = {},
): Proof {
  const { isReply = false, withdrawn, says } = options;
  const isInput = messageFlow(pair.base, isReply) === 'input';
  const from = options.sender ?? (isInput !== (withdrawn !== undefined) ? 'base' : 'head');
  const [sender, receiver] = from === 'base' ? [comparing.base, comparing.head] : [comparing.head, comparing.base];
  const own = messages[sender.name];
  if (own === undefined) return { isConfirmed: false, reason: 'the sender declares no such message' };
  let best: Proof = { isConfirmed: false, reason: 'no message could be built that the sender may send' };
  for (const other of [messages[receiver.name], undefined]) {
    const event = buildEvent(comparing, sender, pair[sender.name], own, other, parts, isReply);
    if (event === undefined) continue;
    const sent = runEvent(sender, comparing.base, pair[sender.name].operations, event);
    const received = runEvent(receiver, comparing.base, pair[receiver.name].operations, event);
    const sends = { ...sent.verdict, says: sent.verdict.accepted ? 'sends it' : 'may not send it' };
    const rejects = received.verdict.accepted ? received.verdict : { ...received.verdict, says: says ?? received.verdict.says };
    const takes = withdrawn === undefined ? rejects : { ...received.verdict, says: withdrawn };
    const witness = witnessOf(event, sender, sends, takes);
    if (!sent.verdict.accepted) {
      best = best.witness ? best : { isConfirmed: false, witness, reason: 'the sender itself may not send the message that was built' };
      continue;
    }
    if (withdrawn !== undefined || (!received.verdict.accepted && received.violations.some(options.concerns ?? isAny))) {
      return { isConfirmed: true, witness };
    }
    const reason = received.verdict.accepted
      ? 'the receiver accepts the message that was built'
      : 'the receiver rejects the message that was built, but for something else';
    best = { isConfirmed: false, witness, reason };
  }
  return best;
}

/**
 * Shows the same with any message of the endpoint. Where it has none, nothing can be judged: then both versions say in words what they
 * declare.
 */
export function proveOnEndpoint(
  comparing: Comparing,
  pair: EventPair,
  parts: EventParts,
  options: EventProofOptions,
  declared: { readonly base: string; readonly head: string },
): Proof {
  const name = options.sender ?? (messageFlow(pair.base) === 'input' ? 'base' : 'head');
  const sender = pair[name];
  if (sender.messages.length === 0) return proveByDeclaration(comparing, pair.base, parts, declared);
  let last: Proof | undefined;
  for (const message of sender.messages) {
    const other = pair[name === 'base' ? 'head' : 'base'].messages;
    const partner = other.find((one) => one.name === message.name) ?? other[0];
    const messages = name === 'base' ? { base: message, head: partner } : { base: partner, head: message };
    const proof = proveEvent(comparing, pair, messages, parts, { ...options, sender: name });
    if (proof.isConfirmed) return proof;
    last ??= proof;
  }
  return last!;
}

function isAny(): boolean {
  return true;
}

function witnessOf(event: WireEvent, sender: Side, sends: WitnessVerdict, takes: WitnessVerdict): Witness {
  return { kind: 'event', event, ...(sender.name === 'base' ? { base: sends, head: takes } : { base: takes, head: sends }) };
}
