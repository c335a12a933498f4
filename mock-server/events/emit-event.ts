import type { Violation } from '../../registry/contract/index.ts';
import type { Session } from '../state/sessions.ts';
import type { EmittedEvent } from './emitted-event.ts';
import { deliver } from './event-mock.ts';
import type { EventMock } from './event-mock.ts';
import { trimSlash } from './find-channel.ts';
import type { FoundChannel } from './find-channel.ts';
import type { KeptMessage } from './kept-messages.ts';
import { makeMessage } from './make-message.ts';

/** An event that was delivered, or what keeps it from being one of the contract's: no violations where it has no such channel or message. */
export type Emitted = { readonly message: KeptMessage } | { readonly violations: readonly Violation[] };

/**
 * Delivers an event that the mocks themselves make, completed by the contract of its channel and judged by it. What it does not permit goes to the
 * dead letters.
 */
export function emitEvent(mock: EventMock, session: Session, event: EmittedEvent, seed: string, atMs?: number): Emitted {
  const channel = findNamed(mock, event.channel);
  const room = session.part(mock.room);
  const address = channel?.address ?? event.channel;
  const sequence = room.nextId;
  const instantMs = atMs ?? session.clock.tick();
  let violations: readonly Violation[] = [];
  for (const operation of [...(channel?.operations ?? [])].sort((one, other) => rankOf(one.action) - rankOf(other.action))) {
    const messages = operation.messages.filter(({ name }) => event.message === undefined || name === event.message);
    const result = makeMessage(messages, {
      compiled: mock.compiled,
      contractId: mock.contractId,
      operation,
      isReply: false,
      address,
      payload: event.payload,
      headers: event.headers ?? {},
      sequence,
      instantMs,
      seed: `${seed} ${mock.contractId} ${address} ${sequence}`,
    });
    if ('made' in result) {
      const { message, headers, payload } = result.made;
      const { contentType } = message;
      return {
        message: deliver(mock, session, { operation, isReply: false, address, message: message.name, headers, payload, contentType }),
      };
    }
    if (violations.length === 0) violations = result.violations;
  }
  room.refuse({ address, headers: event.headers ?? {}, payload: event.payload, violations });
  return { violations };
}

/** Systems send events: where a channel is also received on, the sending side says what may pass. */
function rankOf(action: 'send' | 'receive'): number {
  return action === 'send' ? 0 : 1;
}

/** By the address, else by the channel's name. */
function findNamed(mock: EventMock, named: string): FoundChannel | undefined {
  const found = mock.findChannel(trimSlash(named));
  if (found && found.operations.length > 0) return found;
  for (const operation of mock.compiled.contract.operations) {
    if (operation.kind === 'event' && operation.channel.name === named && operation.channel.address !== null) {
      return mock.findChannel(operation.channel.address);
    }
  }
  return found;
}
