import type { BindingSchema, Location, Schema } from '../../contract/index.ts';
import { childPointer } from '../../contract/index.ts';
import { equalJson } from '../equal-json.ts';
import type { EventParts } from '../witness/build-event.ts';
import { type EventProofOptions, type MessagesOfProof, proveEvent, proveOnEndpoint } from '../witness/prove-event.ts';
import { aboutEndpoint } from './about-endpoint.ts';
import { assumedBinding, bindingOf, membersOf, showBinding, weightOfBinding } from './binding-members.ts';
import { compareSchemas } from './compare-schemas.ts';
import type { Comparing } from './comparing.ts';
import type { Draft, Proof } from './draft.ts';
import { type EventEndpoint, type EventPair, messageFlow, wireAddress } from './event-endpoint.ts';
import { schemaDrafts } from './schema-drafts.ts';

/** A channel, operation or message, as far as its bindings go. */
interface BindingHolder {
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly bindingSchemas: readonly BindingSchema[];
  readonly location: Location;
}

/** What of both versions is compared, and what stands around it. */
export interface BindingSlot {
  readonly holder: 'channel' | 'operation' | 'message';
  readonly base: BindingHolder;
  readonly head: BindingHolder;
  readonly isReply?: boolean;
  /** The message that the bindings belong to, where they belong to one. */
  readonly messages?: MessagesOfProof;
}

/** Compares what protocols add to a channel, operation or message, as far as it shows on the wire. */
export function compareBindings(comparing: Comparing, pair: EventPair, slot: BindingSlot): readonly Draft[] {
  const protocols = [...new Set([...Object.keys(slot.base.bindings), ...Object.keys(slot.head.bindings)])];
  return protocols.flatMap((protocol) => {
    const [before, after] = [membersOf(protocol, slot.base.bindings[protocol]), membersOf(protocol, slot.head.bindings[protocol])];
    const members = [...new Set([...before.keys(), ...after.keys()])].filter((member) => weightOfBinding(protocol, member) !== 'unseen');
    return members.flatMap((member) => {
      const place = { protocol, member };
      if (isSchemaMember(slot, place)) return compareSchemaMember(comparing, pair, slot, place);
      const from = before.get(member) ?? assumed(pair.base, protocol, member);
      const to = after.get(member) ?? assumed(pair.head, protocol, member);
      return equalJson(from ?? null, to ?? null) ? [] : [valueDraft(comparing, pair, slot, place, from, to)];
    });
  });
}

interface Place {
  readonly protocol: string;
  readonly member: string;
}

function schemaOf({ bindingSchemas }: BindingHolder, { protocol, member }: Place): BindingSchema | undefined {
  return bindingSchemas.find((one) => one.protocol === protocol && one.member === member);
}

function isSchemaMember({ base, head }: BindingSlot, place: Place): boolean {
  return schemaOf(base, place) !== undefined || schemaOf(head, place) !== undefined;
}

function isWrittenAlike({ base, head }: BindingSlot, { protocol, member }: Place): boolean {
  const [before, after] = [base, head].map(({ bindings }) => membersOf(protocol, bindings[protocol]).get(member) ?? null);
  return equalJson(before, after);
}

function about(pair: EventPair, { base, head, holder, isReply = false }: BindingSlot, { protocol, member }: Place) {
  const locate = ({ location }: BindingHolder) => ({
    file: location.file,
    pointer: member.split('.').reduce(childPointer, childPointer(childPointer(location.pointer, 'bindings'), protocol)),
  });
  const places = { base: locate(base), head: locate(head) };
  return { ...aboutEndpoint(pair, isReply), ...places, root: `${holder} ${places.base.file}#${places.base.pointer}` };
}

/** Compares two schemas of a binding; a text stands for the schema of that text, nothing for that of anything. */
function compareSchemaMember(comparing: Comparing, pair: EventPair, slot: BindingSlot, place: Place): readonly Draft[] {
  const { protocol, member } = place;
  const shared = about(pair, slot, place);
  const schemaFor = (holder: BindingHolder): Schema | undefined => {
    const declared = membersOf(protocol, holder.bindings[protocol]).get(member);
    const read = schemaOf(holder, place)?.schema;
    return read ?? (declared === undefined ? true : typeof declared === 'string' ? { const: declared } : undefined);
  };
  const [base, head] = [schemaFor(slot.base), schemaFor(slot.head)];
  if (base === undefined || head === undefined) {
    if (isWrittenAlike(slot, place)) return [];
    const reason = 'schemas in a language that is not read are not compared';
    return [
      {
        ...shared,
        ruleId: 'binding-changed',
        weight: 'unproven',
        message: `${protocol} ${member} is another schema`,
        facts: place,
        reason,
      },
    ];
  }
  const isHandshake = protocol === 'ws';
  const isInput = isHandshake || messageFlow(pair.base, slot.isReply) === 'input';
  const findings = compareSchemas(comparing, { base, head, direction: isInput ? 'input' : 'output', flow: 'event', isText: false });
  const options: EventProofOptions = isHandshake ? { sender: 'base', says: 'refuses the handshake' } : {};
  const drafts = schemaDrafts(findings, {
    ...shared,
    where: `the ${protocol} ${member}`,
    field: (pointer) => pointer,
    prove: (value, { weight }) => {
      const withdrawn = weight === 'withdraws' ? { withdrawn: 'no longer sends it', sender: 'base' as const } : {};
      return proveBinding(comparing, pair, slot, place, value, { ...options, ...withdrawn });
    },
  });
  const isGuarantee = weightOfBinding(protocol, member) === 'guarantee';
  return drafts.map((found): Draft => {
    const { prove, reason, where: _, field: __, ...draft } = found;
    const settled = isGuarantee
      ? { weight: draft.weight === 'fits' ? ('fits' as const) : ('warns' as const) }
      : { ...(prove ? { prove } : {}), ...(reason ? { reason } : {}) };
    const facts = { cause: draft.ruleId, facts: draft.facts, ...place };
    return { ...draft, ruleId: 'binding-changed', message: `${protocol} ${member}: ${draft.message}`, facts, ...settled };
  });
}

function valueDraft(comparing: Comparing, pair: EventPair, slot: BindingSlot, place: Place, from: unknown, to: unknown): Draft {
  const { protocol, member } = place;
  const draft = {
    ...about(pair, slot, place),
    ruleId: 'binding-changed',
    message: `${protocol} ${member} was ${showBinding(from)} and is ${showBinding(to)}`,
    facts: { protocol, member, from: from ?? null, to: to ?? null },
  };
  const isNamedAnew = from === undefined || to === undefined;
  if (isNamedAnew || weightOfBinding(protocol, member) === 'guarantee') return { ...draft, weight: 'warns' };
  if (member === 'queue.exclusive') return exclusiveDraft(comparing, pair, slot, place, draft, to === true);
  const isInput = messageFlow(pair.base, slot.isReply) === 'input';
  const says = slot.holder === 'channel' ? { says: 'never sees it' } : {};
  return { ...draft, weight: 'withdraws', prove: () => proveBinding(comparing, pair, slot, place, isInput ? from : to, says) };
}

/** A queue of one connection refuses every other one (AMQP 0-9-1, 405 RESOURCE_LOCKED); one that is shared again takes more. */
function exclusiveDraft(
  comparing: Comparing,
  pair: EventPair,
  slot: BindingSlot,
  place: Place,
  draft: Omit<Draft, 'weight'>,
  isExclusive: boolean,
): Draft {
  if (!isExclusive) return { ...draft, weight: 'fits' };
  const options = { sender: 'base', says: 'refuses a second connection' } as const;
  return { ...draft, weight: 'withdraws', prove: () => proveBinding(comparing, pair, slot, place, false, options) };
}

/** Sends a message with a value of the binding and runs both versions on it. */
function proveBinding(
  comparing: Comparing,
  pair: EventPair,
  { messages, isReply = false }: BindingSlot,
  { protocol, member }: Place,
  value: unknown,
  options: EventProofOptions,
): Proof {
  const parts: EventParts = { bindings: bindingOf(protocol, member, value) };
  const all: EventProofOptions = { ...options, isReply, concerns: ({ part }) => part === 'binding' };
  if (messages !== undefined) return proveEvent(comparing, pair, messages, parts, all);
  const [base, head] = [`has this ${protocol} ${member}`, `has another ${protocol} ${member}`];
  return proveOnEndpoint(comparing, pair, parts, all, { base, head });
}

/** What holds when a member isn't declared: the topic of a Kafka channel is its address. */
function assumed({ channel }: EventEndpoint, protocol: string, member: string): unknown {
  if (protocol === 'kafka' && member === 'topic') return channel.address === null ? undefined : wireAddress(channel);
  return assumedBinding(protocol, member);
}
