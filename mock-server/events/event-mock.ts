import type { CompiledContract, EventOperation } from '../../registry/contract/index.ts';
import type { Session, SessionPart } from '../state/sessions.ts';
import type { EventRoom } from './event-room.ts';
import type { ChannelFinder } from './find-channel.ts';
import type { KeptMessage } from './kept-messages.ts';
import { poisonPayload } from './poison-payload.ts';

/** The event face of one contract's mock. */
export interface EventMock {
  readonly contractId: string;
  readonly compiled: CompiledContract;
  readonly findChannel: ChannelFinder;
  /** Every session has a room of its own. */
  readonly room: SessionPart<EventRoom>;
  /** Is told of every message that is taken. */
  hear(session: Session, message: PermittedMessage): void;
}

/** A message that the contract permits, and the operation that permits it. */
export interface PermittedMessage extends Omit<KeptMessage, 'id'> {
  readonly operation: EventOperation;
  readonly isReply: boolean;
  readonly contentType: string;
}

/** Delivers a message to the session's subscribers, as its rules of disorder have it. */
export function deliver(mock: EventMock, session: Session, permitted: PermittedMessage): KeptMessage {
  const { operation, isReply, ...taken } = permitted;
  const { address, headers, contentType } = taken;
  const channel = isReply ? operation.reply?.channel : operation.channel;
  const kept = session.part(mock.room).take({
    ...taken,
    channel: [channel?.address ?? null, channel?.name ?? null, address],
    poison: (seed) =>
      poisonPayload(taken.payload, seed, (payload) => {
        const asked = { headers, payload: { value: payload }, contentType, address };
        return !mock.compiled.permitsMessage(operation, asked, { reply: isReply }).accepted;
      }),
  });
  if (!isReply) mock.hear(session, permitted);
  return kept;
}
