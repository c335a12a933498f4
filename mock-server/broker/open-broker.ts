import type { JsMsg } from '@nats-io/jetstream';
import type { DeliverySink } from '../events/delivery-sink.ts';
import type { EventExchange } from '../events/event-exchange.ts';
import type { DeadLetter } from '../events/event-room.ts';
import { isJson } from '../answers/structured-media.ts';
import { takeArrival } from '../events/take-arrival.ts';
import { problemViolations } from '../http/refusals/problem.ts';
import { sessionNameOf } from '../state/sessions.ts';
import type { Session, Sessions } from '../state/sessions.ts';
import { makeStreams, ownConsumer, STREAM, topologyOf } from './broker-topology.ts';
import type { Topology } from './broker-topology.ts';
import { brokerUnavailable, connectBroker } from './connect-broker.ts';
import { readHeaders, SESSION, writeHeaders } from './message-headers.ts';
import { Outbox } from './outbox.ts';
import { addressOfSubject, fallsUnderSubject, isForOne, subjectFor } from './subjects.ts';
import type { ChannelSubjects } from './subjects.ts';

/** A broker that the channels are on. */
export interface Broker extends DeliverySink {
  /** Makes streams and consumers for the contracts as they now stand, and begins to take messages. */
  serve(): Promise<void>;
  /** Delivers what waits, as far as the broker is there, and disconnects once the broker knows that nothing more is taken. */
  close(): Promise<void>;
}

/** The header of a dead letter that says what is wrong with it. Where dead letters have a channel of their own, they are not taken again. */
const REASON = 'Interlock-Reason';
const CLOSE_WITHIN_MS = 2000;
const MAX_REASON_CHARACTERS = 16_000;

/**
 * Puts the channels of event contracts on NATS JetStream. What is published is judged by the contract, then delivered like every other
 * message of its session (header `Interlock-Session`); what is refused goes to the channel's `x-dead-letter` with the reason in its
 * headers.
 *
 * @throws InterlockError USAGE, BROKER_UNAVAILABLE.
 */
export async function openBroker(
  url: string,
  { exchange, sessions, warn }: { readonly exchange: EventExchange; readonly sessions: Sessions; readonly warn: (line: string) => void },
): Promise<Broker> {
  const connection = await connectBroker(url);
  const { jetstream, jetstreamManager } = await import('@nats-io/jetstream');
  const { headers: newHeaders } = await import('@nats-io/transport-node');
  const { host } = new URL(url);
  const client = jetstream(connection);
  const outbox = new Outbox(client, warn);
  let topology: Topology = [];
  let own: string | undefined;
  let taking: { readonly stop: () => Promise<void> } | undefined;
  let isClosed = false;
  let renewed: Promise<void> = Promise.resolve();

  const send = (subject: string | undefined, session: Session, headers: Readonly<Record<string, unknown>>, payload: Uint8Array): void => {
    if (subject === undefined) return;
    const named = session.name === '' ? headers : { ...headers, [SESSION]: session.name };
    outbox.send({ subject, headers: writeHeaders(newHeaders(), named), payload });
  };
  const channelsOf = (contractId: string): readonly ChannelSubjects[] =>
    topology.find(({ mock }) => mock.contractId === contractId)?.channels ?? [];

  const take = (message: JsMsg): void => {
    if (message.headers?.has(REASON)) return;
    const name = sessionNameOf({ [SESSION.toLowerCase()]: message.headers?.get(SESSION) });
    if (name === undefined) return warn(`a message at ${message.subject} is left out: its ${SESSION} is no name of a session`);
    const session = sessions.of(name);
    for (const { mock: served, channels } of topology) {
      const mock = exchange.of(served.contractId);
      const channel = channels.find(({ taken }) => fallsUnderSubject(message.subject, taken));
      const found = channel && mock?.findChannel(addressOfSubject(channel.address, channel.taken, message.subject));
      if (!mock || !found) continue;
      const contentType = message.headers?.get('Content-Type') || undefined;
      const arrived = {
        headers: readHeaders(message.headers),
        payload: message.data,
        ...(contentType === undefined ? {} : { contentType }),
      };
      const taken = takeArrival(mock, session, found, arrived, sessions.seedOf(session));
      if ('message' in taken && isForOne(message.subject)) return;
    }
  };

  /** Takes messages with the server's own consumer, until `stop`: it resolves when the last one that was begun is done. */
  const begin = async (consumer: string): Promise<{ readonly stop: () => Promise<void> }> => {
    const messages = await (await client.consumers.get(STREAM, consumer)).consume();
    const done = (async () => {
      for await (const message of messages) {
        take(message);
        await outbox.flush();
        message.ack();
      }
    })()
      .catch((error: unknown) => warn(`messages are no longer taken from the broker: ${String(error)}`))
      .finally(() => (taking = undefined));
    return {
      stop: () => {
        messages.stop();
        return done;
      },
    };
  };

  /** Stands by the contracts as they are now. The consumer is the one that it was: nothing is taken twice, and nothing left behind. */
  const renew = async (): Promise<void> => {
    if (isClosed) return;
    const before = topology;
    try {
      topology = topologyOf(exchange.all());
      own ??= ownConsumer(topology);
      await makeStreams(await jetstreamManager(connection), topology, own);
      taking ??= await begin(own);
    } catch (cause) {
      topology = before;
      throw brokerUnavailable(host, cause);
    }
  };

  return {
    deliver(contractId, session, { message: { address, headers, payload }, contentType }) {
      const subject = subjectFor(channelsOf(contractId), address, 'delivered');
      send(subject, session, { ...headers, 'Content-Type': contentType }, payloadBytes(payload, contentType));
    },
    refuse(contractId, session, letter) {
      const subject = subjectFor(channelsOf(contractId), letter.address, 'deadLetters');
      const isText = typeof letter.payload === 'string';
      const payload = payloadBytes(letter.payload, isText ? 'text/plain' : 'application/json');
      send(subject, session, { ...letter.headers, [REASON]: reasonOf(letter) }, payload);
    },
    serve() {
      const serving = renewed.then(renew);
      renewed = serving.catch(() => undefined);
      return serving;
    },
    async close() {
      isClosed = true;
      const stopped = (async () => {
        await renewed;
        await taking?.stop();
        await outbox.flush();
        await connection.flush();
      })().catch((error: unknown) => warn(`the broker was left early: ${String(error)}`));
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, CLOSE_WITHIN_MS);
      await Promise.race([stopped, patience.promise]);
      clearTimeout(timer);
      outbox.close();
      await connection.close();
    },
  };
}

function payloadBytes(payload: unknown, contentType: string): Uint8Array {
  if (payload instanceof Uint8Array) return payload;
  if (payload === undefined) return new Uint8Array();
  return Buffer.from(typeof payload === 'string' && !isJson(contentType) ? payload : JSON.stringify(payload));
}

/** The violations as JSON in ASCII, cut to what a header can carry. */
function reasonOf({ violations }: DeadLetter): string {
  const described = [...problemViolations(violations)];
  const write = (): string =>
    JSON.stringify({ code: 'MESSAGE_INVALID', errors: described }).replaceAll(
      /[^\x20-\x7e]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  while (described.length > 1 && write().length > MAX_REASON_CHARACTERS) described.pop();
  return write();
}
