import type { Message, Violation } from '../../contract/index.ts';
import { canonicalJson } from '../fingerprint.ts';
import { proveCorrelation } from '../witness/prove-correlation.ts';
import { proveEvent } from '../witness/prove-event.ts';
import { compareBindings } from './compare-bindings.ts';
import { aboutEndpoint } from './about-endpoint.ts';
import { compareSchemas } from './compare-schemas.ts';
import type { Comparing, Side } from './comparing.ts';
import type { Draft } from './draft.ts';
import { type EventPair, messageFlow } from './event-endpoint.ts';
import { headersOf } from './header-schemas.ts';
import { canonicalType, judgingOf } from './media-types.ts';
import { schemaDrafts } from './schema-drafts.ts';

interface MessagePair {
  readonly base: Message;
  readonly head: Message;
}

/**
 * Compares sets of messages. What a message is called is not on the wire: those of one name are compared first, then those that are the
 * same, then what is left when it is one each. A message that another one of the receiver takes has not gone and is not new.
 */
export function compareMessages(
  comparing: Comparing,
  pair: EventPair,
  base: readonly Message[],
  head: readonly Message[],
  isReply: boolean,
): readonly Draft[] {
  const both = pairMessages(comparing, base, head);
  const paired = new Set(both.flatMap((one) => [one.base, one.head]));
  const isInput = messageFlow(pair.base, isReply) === 'input';
  const [sender, receivers] = isInput ? (['base', head] as const) : (['head', base] as const);
  return [
    ...both.flatMap((messages) => comparePair(comparing, pair, messages, isReply, receivers)),
    ...base.filter((message) => !paired.has(message)).flatMap((message) => gone(comparing, pair, message, head, isReply, sender)),
    ...head.filter((message) => !paired.has(message)).flatMap((message) => fresh(comparing, pair, message, base, isReply, sender)),
  ];
}

function pairMessages(comparing: Comparing, base: readonly Message[], head: readonly Message[]): readonly MessagePair[] {
  const pairs: MessagePair[] = [];
  const taken = new Set<Message>();
  const match = (isMatch: (one: Message, other: Message) => boolean) => {
    for (const one of base) {
      if (taken.has(one)) continue;
      const other = head.find((candidate) => !taken.has(candidate) && isMatch(one, candidate));
      if (other === undefined) continue;
      taken.add(one).add(other);
      pairs.push({ base: one, head: other });
    }
  };
  const schemasOf = (message: Message) => [message.payload?.schema ?? true, message.headers?.schema ?? true] as const;
  const isAlike = (one: Message, other: Message) =>
    canonicalType(one.contentType) === canonicalType(other.contentType) &&
    schemasOf(one).every((schema, index) => comparing.isSame(schema, schemasOf(other)[index]!));
  match((one, other) => one.name === other.name && isAlike(one, other));
  match(isAlike);
  match((one, other) => one.name === other.name);
  const [left, right] = [base.filter((one) => !taken.has(one)), head.filter((one) => !taken.has(one))];
  if (left.length === 1 && right.length === 1) pairs.push({ base: left[0]!, head: right[0]! });
  return pairs;
}

/** Does one message of the receiver take all that the sender sends as this one? */
function isTaken(comparing: Comparing, sender: Side['name'], message: Message, receivers: readonly Message[]): boolean {
  const engine = comparing.engine('event', sender, 'accepted');
  const takesPayload = (others: readonly Message[]) =>
    engine.subsumes(
      message.payload?.schema ?? true,
      others.length === 1 ? (others[0]!.payload?.schema ?? true) : { anyOf: others.map(({ payload }) => payload?.schema ?? true) },
    ).answer === 'yes';
  const receiver = comparing[sender === 'base' ? 'head' : 'base'];
  const sent = headersOf(comparing, comparing[sender], message, 'sender');
  const takesHeaders = (other: Message) => engine.subsumes(sent, headersOf(comparing, receiver, other, 'receiver')).answer === 'yes';
  const ofType = receivers.filter((other) => canonicalType(other.contentType) === canonicalType(message.contentType));
  if (ofType.some((other) => takesPayload([other]) && takesHeaders(other))) return true;
  return ofType.length > 1 && ofType.every(({ headers }) => headers === undefined) && takesPayload(ofType);
}

function comparePair(
  comparing: Comparing,
  pair: EventPair,
  messages: MessagePair,
  isReply: boolean,
  receivers: readonly Message[],
): readonly Draft[] {
  const { base, head } = messages;
  const isInput = messageFlow(pair.base, isReply) === 'input';
  const sender = isInput ? 'base' : 'head';
  const shared = {
    ...aboutEndpoint(pair, isReply),
    base: base.location,
    head: head.location,
    root: `${base.location.pointer} ${head.location.pointer}`,
    messages: [base.name, head.name],
  };
  const drafts: Draft[] = [];
  if (!base.deprecated && head.deprecated) {
    drafts.push({
      ...shared,
      ruleId: 'message-deprecated',
      weight: 'fits',
      message: `the message '${head.name}' is deprecated`,
      facts: null,
    });
  }
  drafts.push(...compareCorrelation(comparing, pair, messages, shared, isReply));
  drafts.push(...compareBindings(comparing, pair, { holder: 'message', base, head, isReply, messages }));
  if (canonicalType(base.contentType) !== canonicalType(head.contentType)) {
    drafts.push({
      ...shared,
      ruleId: 'message-content-type-changed',
      weight: 'rejects',
      message: `the message '${head.name}' was ${base.contentType} and is ${head.contentType}`,
      facts: { from: base.contentType, to: head.contentType },
      prove: () => proveEvent(comparing, pair, messages, {}, { isReply }),
    });
    return drafts;
  }
  if (isUnread(comparing.base, base) || isUnread(comparing.head, head)) return drafts;
  const schemaOf = (slot: 'payload' | 'headers', side: Side['name']) =>
    slot === 'payload'
      ? (messages[side].payload?.schema ?? true)
      : headersOf(comparing, comparing[side], messages[side], side === sender ? 'sender' : 'receiver');
  const slots = (['payload', 'headers'] as const).flatMap((slot) => {
    if (base[slot] === undefined && head[slot] === undefined) return [];
    const findings = compareSchemas(comparing, {
      base: schemaOf(slot, 'base'),
      head: schemaOf(slot, 'head'),
      direction: isInput ? 'input' : 'output',
      flow: 'event',
      isText: slot === 'payload' && judgingOf(base.contentType) === 'text',
    });
    return schemaDrafts(findings, {
      ...shared,
      where: `the ${slot === 'payload' ? 'payload' : 'headers'} of the message '${head.name}'`,
      base: base[slot]?.location ?? base.location,
      head: head[slot]?.location ?? head.location,
      field: (pointer) => (slot === 'payload' ? pointer : `header:${pointer.slice(1)}`),
      prove: (value, { weight }) => {
        const withdrawn = weight === 'withdraws' ? { withdrawn: 'no longer sends it' } : {};
        const part = slot === 'payload' ? 'payload' : 'header';
        const concerns = receivers.length === 1 ? { concerns: (violation: Violation) => violation.part === part } : {};
        return proveEvent(comparing, pair, messages, { [slot]: { value } }, { isReply, ...withdrawn, ...concerns });
      },
    });
  });
  const isBroken = slots.some(({ weight }) => weight === 'rejects' || weight === 'unproven');
  if (isBroken && receivers.length > 1 && isTaken(comparing, sender, messages[sender], receivers)) {
    return [...drafts, ...slots.filter(({ weight }) => weight !== 'rejects' && weight !== 'unproven')];
  }
  return [...drafts, ...slots];
}

/** Is the payload in a schema language that is not read? That is reported as not checked. */
function isUnread({ contract }: Side, { location, payload }: Message): boolean {
  return (
    payload === undefined &&
    contract.findings.some(({ ruleId, pointer }) => ruleId === 'not-checked' && pointer.startsWith(location.pointer))
  );
}

function compareCorrelation(
  comparing: Comparing,
  pair: EventPair,
  { base, head }: MessagePair,
  shared: ReturnType<typeof aboutEndpoint>,
  isReply: boolean,
): readonly Draft[] {
  if (base.correlationId === head.correlationId) return [];
  const [from, to] = [base.correlationId ?? 'nowhere', head.correlationId ?? 'nowhere'];
  const draft = {
    ...shared,
    ruleId: 'correlation-id-changed',
    message: `the correlation id stood at ${from} and stands at ${to}`,
    facts: { from, to },
  };
  if (base.correlationId === undefined) return [{ ...draft, weight: 'fits' }];
  if (head.correlationId === undefined && messageFlow(pair.base, isReply) === 'input') return [{ ...draft, weight: 'warns' }];
  const where = { base: base.correlationId, head: head.correlationId, what: 'the correlation id' };
  return [{ ...draft, weight: 'withdraws', prove: () => proveCorrelation(comparing, pair, { base, head }, where, isReply) }];
}

function gone(
  comparing: Comparing,
  pair: EventPair,
  message: Message,
  others: readonly Message[],
  isReply: boolean,
  sender: Side['name'],
): readonly Draft[] {
  if (isTaken(comparing, 'base', message, others)) return [];
  const isInput = sender === 'base';
  return [
    {
      ...aboutEndpoint(pair, isReply),
      ruleId: 'message-removed',
      weight: isInput ? 'rejects' : 'withdraws',
      base: message.location,
      root: canonicalJson(message.location),
      message: `the message '${message.name}' is no longer ${isInput ? 'taken' : 'sent'}`,
      facts: message.name,
      messages: [message.name],
      prove: () =>
        proveEvent(
          comparing,
          pair,
          { base: message, head: undefined },
          {},
          { isReply, ...(isInput ? {} : { withdrawn: 'no longer sends it' }) },
        ),
    },
  ];
}

function fresh(
  comparing: Comparing,
  pair: EventPair,
  message: Message,
  others: readonly Message[],
  isReply: boolean,
  sender: Side['name'],
): readonly Draft[] {
  const draft = {
    ...aboutEndpoint(pair, isReply),
    ruleId: 'message-added',
    head: message.location,
    root: canonicalJson(message.location),
    message: `the message '${message.name}' is new`,
    facts: message.name,
  };
  if (sender === 'base' || isTaken(comparing, 'head', message, others)) return [{ ...draft, weight: 'fits' }];
  return [{ ...draft, weight: 'rejects', prove: () => proveEvent(comparing, pair, { base: undefined, head: message }, {}, { isReply }) }];
}
