import { proveByDeclaration } from '../witness/prove-by-declaration.ts';
import { proveCorrelation } from '../witness/prove-correlation.ts';
import { proveEvent } from '../witness/prove-event.ts';
import { exampleAddress } from '../witness/example-address.ts';
import { aboutEndpoint } from './about-endpoint.ts';
import { compareMessages } from './compare-messages.ts';
import type { Comparing } from './comparing.ts';
import type { Draft, Proof } from './draft.ts';
import { type EventEndpoint, type EventPair, messageFlow, wireAddress } from './event-endpoint.ts';

/** Compares the replies of an endpoint, which flow the other way. */
export function compareReply(comparing: Comparing, pair: EventPair): readonly Draft[] {
  const [base, head] = [replyOf(pair.base), replyOf(pair.head)];
  if (base === undefined && head === undefined) return [];
  const shared = { ...aboutEndpoint(pair, true), facts: null };
  const isOutput = messageFlow(pair.base, true) === 'output';
  if (head === undefined) {
    const draft = { ...shared, ruleId: 'reply-removed', base: base!.location, message: 'there is no reply any more' };
    const says = isOutput ? { withdrawn: 'no longer replies' } : { says: 'takes no reply' };
    return [{ ...draft, weight: isOutput ? 'withdraws' : 'rejects', prove: () => proveReply(comparing, pair, says) }];
  }
  if (base === undefined) {
    return [{ ...shared, ruleId: 'reply-added', head: head.location, weight: isOutput ? 'fits' : 'warns', message: 'there is a reply' }];
  }
  const drafts: Draft[] = [];
  const [from, to] = [addressOf(base), addressOf(head)];
  if (from !== to) {
    drafts.push({
      ...shared,
      ruleId: 'reply-address-changed',
      weight: 'withdraws',
      base: base.location,
      head: head.location,
      message: `replies went to ${from} and go to ${to}`,
      facts: { from, to },
      prove: () => proveReplyAddress(comparing, pair, base, head),
    });
  }
  return [...drafts, ...compareMessages(comparing, pair, messagesOf(pair.base), messagesOf(pair.head), true)];
}

function proveReply(comparing: Comparing, pair: EventPair, options: { readonly withdrawn: string } | { readonly says: string }): Proof {
  let last: Proof | undefined;
  for (const message of messagesOf(pair.base)) {
    const proof = proveEvent(comparing, pair, { base: message, head: undefined }, {}, { isReply: true, ...options });
    if (proof.isConfirmed) return proof;
    last ??= proof;
  }
  const head = 'withdrawn' in options ? options.withdrawn : options.says;
  return last ?? proveByDeclaration(comparing, pair.base, { address: null }, { base: 'declares a reply', head });
}

/** A reply at an address that the other side does not listen at; where a message says the address, one in which it is not found. */
function proveReplyAddress(comparing: Comparing, pair: EventPair, base: Reply, head: Reply): Proof {
  const isOutput = messageFlow(pair.base, true) === 'output';
  const sender = isOutput ? 'head' : 'base';
  const { channel } = isOutput ? head : base;
  if (base.address === undefined && head.address === undefined && channel !== undefined) {
    const address = exampleAddress(comparing, comparing[sender], channel);
    const [first, ...others] = messagesOf(pair[sender]);
    const partner = messagesOf(pair[isOutput ? 'base' : 'head']).find(({ name }) => name === first?.name);
    if (first !== undefined && address !== null) {
      const messages = isOutput ? { base: partner, head: first } : { base: first, head: partner };
      const options = { isReply: true, says: 'never sees it', concerns: ({ part }: { readonly part: string }) => part === 'path' };
      const proof = proveEvent(comparing, pair, messages, { address }, options);
      if (proof.isConfirmed || others.length === 0) return proof;
    }
  }
  if (base.address !== undefined && head.address !== undefined) {
    const [message] = pair.base.messages;
    const partner = pair.head.messages.find(({ name }) => name === message?.name) ?? pair.head.messages[0];
    const where = { base: base.address, head: head.address, what: 'the address of replies' };
    if (message !== undefined) return proveCorrelation(comparing, pair, { base: message, head: partner }, where);
  }
  const words = { base: `replies go to ${addressOf(base)}`, head: `replies go to ${addressOf(head)}` };
  return proveByDeclaration(comparing, pair.base, {}, words);
}

type Reply = NonNullable<EventEndpoint['operations'][number]['reply']>;

function replyOf({ operations }: EventEndpoint): Reply | undefined {
  return operations.find(({ reply }) => reply !== undefined)?.reply;
}

function messagesOf({ operations }: EventEndpoint) {
  return operations.flatMap(({ reply }) => reply?.messages ?? []);
}

function addressOf({ channel, address }: Reply): string {
  return address ?? (channel === undefined || channel.address === null ? 'an address known at run time' : wireAddress(channel));
}
