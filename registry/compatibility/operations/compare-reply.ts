import { proveWithoutMessage } from '../witness/event-message.ts';
import { aboutEndpoint } from './about-endpoint.ts';
import { compareMessages } from './compare-messages.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import { type EventEndpoint, type EventPair, messageFlow, wireAddress } from './event-endpoint.ts';

/** Compares the replies of an endpoint, which flow the other way. */
export function compareReply(comparing: Comparing, pair: EventPair): readonly Draft[] {
  const [base, head] = [replyOf(pair.base), replyOf(pair.head)];
  if (base === undefined && head === undefined) return [];
  const shared = { ...aboutEndpoint(pair, true), facts: null };
  const isOutput = messageFlow(pair.base, true) === 'output';
  if (head === undefined) {
    const draft = { ...shared, ruleId: 'reply-removed', base: base!.location, message: 'there is no reply any more' };
    if (!isOutput) return [{ ...draft, weight: 'warns' }];
    return [{ ...draft, weight: 'withdraws', prove: () => proveWithoutMessage(comparing, pair.base, 'replies', 'no longer replies') }];
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
      prove: () => proveWithoutMessage(comparing, pair.base, `replies to ${from}`, `replies to ${to}`),
    });
  }
  return [...drafts, ...compareMessages(comparing, pair, messagesOf(pair.base), messagesOf(pair.head), true)];
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
