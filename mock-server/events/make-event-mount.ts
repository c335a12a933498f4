import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MockContract } from '../mock-contract.ts';
import type { Session, Sessions } from '../state/sessions.ts';
import { checkEventBehaviour } from './check-event-behaviour.ts';
import type { EventExchange } from './event-exchange.ts';
import { serveEvents } from './event-mount.ts';
import { EventRoom } from './event-room.ts';
import type { DeliverySink } from './delivery-sink.ts';
import { indexChannels } from './find-channel.ts';

/** Makes the mount of an event contract: its channels by HTTP, in a room for each session. Throws WORKSPACE_INVALID for rules that name no channel. */
export function makeEventMount(
  contract: MockContract,
  settings: { readonly tokenKey: Uint8Array; readonly sessions: Sessions; readonly exchange: EventExchange; readonly sink: DeliverySink },
) {
  const { tokenKey, sessions, exchange, sink } = settings;
  const contractId = contract.id;
  checkEventBehaviour(contract);
  let rules = contract.behaviour?.events.disorder ?? [];
  const room = {
    make: (session: Session): EventRoom => {
      const seed = [sessions.seed, session.name, contractId].filter((part) => part !== '').join(' ');
      return new EventRoom(seed, rules, {
        deliver: (delivery) => sink.deliver(contractId, session, delivery),
        refuse: (letter) => sink.refuse(contractId, session, letter),
      });
    },
  };
  const mockOf = ({ compiled }: MockContract) => ({ contractId, compiled, findChannel: indexChannels(compiled.contract), room });
  let mount = { mock: mockOf(contract), sessions, tokenKey };
  exchange.open(contractId, () => mount.mock);
  return {
    serve: (request: IncomingMessage, response: ServerResponse) => serveEvents(mount, request, response),
    reset: (session: Session) => session.part(room).clear(),
    reload(changed: MockContract) {
      checkEventBehaviour(changed);
      rules = changed.behaviour?.events.disorder ?? [];
      mount = { ...mount, mock: mockOf(changed) };
    },
  };
}
