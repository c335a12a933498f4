import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MockContract } from '../mock-contract.ts';
import { isRoomSnapshot } from '../snapshots/snapshot-schemas.ts';
import type { Session, Sessions } from '../state/sessions.ts';
import { checkEventBehaviour } from './check-event-behaviour.ts';
import type { DeliverySink } from './delivery-sink.ts';
import type { EventExchange } from './event-exchange.ts';
import type { EventMock } from './event-mock.ts';
import { serveEvents } from './event-mount.ts';
import type { EventMount } from './event-mount.ts';
import { recordMessages } from '../uses/record-messages.ts';
import type { UseRecorder } from '../uses/use-recorder.ts';
import { EventRoom } from './event-room.ts';
import type { EventStreams } from './event-streams.ts';
import { indexChannels } from './find-channel.ts';
import type { TokenAuthority } from '../security/verify-credentials.ts';

/** What the event mounts of a server share. */
export interface EventMountSettings {
  readonly tokens: TokenAuthority;
  readonly sessions: Sessions;
  readonly exchange: EventExchange;
  readonly streams: EventStreams;
  readonly sink: DeliverySink;
  readonly recorder?: UseRecorder | undefined;
}

/** Makes the mount of an event contract: its channels by HTTP, in a room for each session. Throws WORKSPACE_INVALID for rules that name no channel. */
export function makeEventMount(contract: MockContract, settings: EventMountSettings) {
  const { tokens, sessions, exchange, streams, sink, recorder } = settings;
  const contractId = contract.id;
  checkEventBehaviour(contract);
  let rules = contract.behaviour?.events.disorder ?? [];
  const room = {
    make: (session: Session): EventRoom => {
      const seed = `${sessions.seedOf(session)} ${contractId}`.trimStart();
      return new EventRoom(seed, rules, () => session.clock.now(), {
        deliver: (delivery) => sink.deliver(contractId, session, delivery),
        refuse: (letter) => sink.refuse(contractId, session, letter),
      });
    },
    end: (made: EventRoom): void => made.end(),
  };
  const hear: EventMock['hear'] = (session, message) => exchange.hear(session, contractId, message);
  const mockOf = ({ compiled }: MockContract) => ({ contractId, compiled, findChannel: indexChannels(compiled.contract), room, hear });
  const record = recorder && recordMessages(recorder, contractId, () => mount.mock.compiled);
  let mount: EventMount = { mock: mockOf(contract), sessions, tokens, streams, record };
  exchange.open(contractId, () => mount.mock);
  return {
    serve: (request: IncomingMessage, response: ServerResponse) => serveEvents(mount, request, response),
    reset: (session: Session) => session.part(room).clear(),
    snapshot: (session: Session) => session.part(room).snapshot(),
    restore: (session: Session, snapshot: unknown) => (isRoomSnapshot(snapshot) ? () => session.part(room).restore(snapshot) : undefined),
    agendaOf: (session: Session) => session.part(room).agenda,
    reload(changed: MockContract) {
      checkEventBehaviour(changed);
      rules = changed.behaviour?.events.disorder ?? [];
      for (const session of sessions.all()) session.update(room, (made) => (made.reload(rules), made));
      mount = { ...mount, mock: mockOf(changed) };
      exchange.open(contractId, () => mount.mock);
    },
  };
}
