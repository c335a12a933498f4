import type { Session } from '../state/sessions.ts';
import { deliver } from './event-mock.ts';
import type { EventMock } from './event-mock.ts';
import type { FoundChannel } from './find-channel.ts';
import { judgeArrival } from './judge-arrival.ts';
import type { ArrivalVerdict, ArrivedMessage } from './judge-arrival.ts';
import type { KeptMessage } from './kept-messages.ts';
import { sendReply } from './send-reply.ts';

/** A message that was taken, or why it was not. */
export type Published = { readonly message: KeptMessage } | Extract<ArrivalVerdict, { accepted: false }>;

/**
 * Takes a message that came from outside: delivered when the contract permits it, with the reply that the contract declares; else refused and
 * kept among the dead letters, unless its sender has no right to send.
 */
export function takeArrival(mock: EventMock, session: Session, channel: FoundChannel, arrived: ArrivedMessage, seed: string): Published {
  const room = session.part(mock.room);
  const verdict = judgeArrival(mock.compiled, channel, arrived);
  const { headers, contentType } = arrived;
  if (!verdict.accepted) {
    if (verdict.violations.some(({ part }) => part === 'security')) return verdict;
    room.refuse({ address: channel.address, headers, payload: new TextDecoder().decode(arrived.payload), violations: verdict.violations });
    return verdict;
  }
  const { operation, isReply, message: declared, payload } = verdict;
  session.clock.tick();
  const message = deliver(mock, session, {
    operation,
    isReply,
    address: channel.address,
    message: declared.name,
    headers,
    payload,
    contentType: contentType ?? declared.contentType,
  });
  if (!isReply) sendReply(mock, session, operation, { ...message, declared }, seed);
  return { message };
}
