import { createHash } from 'node:crypto';
import type { ConsumerConfig, JetStreamManager } from '@nats-io/jetstream';
import type { EventMock } from '../events/event-mock.ts';
import { channelSubjects, disjointSubjects } from './subjects.ts';
import type { ChannelSubjects } from './subjects.ts';

/** The stream that holds every subject of the mocks. */
export const STREAM = 'interlock-mock';

const DAY_NANOSECONDS = 24 * 3600 * 1e9;
const ACK_WAIT_NANOSECONDS = 30e9;
const MAX_DELIVERIES = 6;

/** The subjects of every contract that is served. */
export type Topology = readonly { readonly mock: EventMock; readonly channels: readonly ChannelSubjects[] }[];

/** Works out the subjects of the contracts. */
export function topologyOf(mocks: readonly EventMock[]): Topology {
  return mocks.map((mock) => ({ mock, channels: channelSubjects(mock.compiled.contract) }));
}

/**
 * Name of the mocks' own consumer of a server that starts with these contracts: the same for the same contracts, so that what was published while
 * no mock was there is taken. It stays with the server, whatever contracts come and go.
 */
export function ownConsumer(topology: Topology): string {
  return `${STREAM}-${shortHash(
    topology
      .map(({ mock }) => mock.contractId)
      .sort()
      .join(' '),
  )}`;
}

/**
 * Makes what the channels need, and leaves what is there already: one stream for all subjects, for each channel a durable consumer
 * of what is delivered there (`consumerName`), and the mocks' own. Messages are kept for a day.
 */
export async function makeStreams(manager: JetStreamManager, topology: Topology, own: string): Promise<void> {
  const { AckPolicy, DeliverPolicy, JetStreamApiError, StorageType } = await import('@nats-io/jetstream');
  const absent = (error: unknown): undefined => {
    if (error instanceof JetStreamApiError && error.status === 404) return undefined;
    throw error;
  };
  const channels = topology.flatMap(({ mock, channels: served }) => served.map((channel) => ({ contractId: mock.contractId, ...channel })));
  const wanted = channels.flatMap(({ taken, delivered, deadLetters }) => [taken, delivered, deadLetters]);
  const present = await manager.streams.info(STREAM).catch(absent);
  const subjects = [...disjointSubjects([...(present?.config.subjects ?? []), ...wanted])];
  if (present) await manager.streams.update(STREAM, { ...present.config, subjects });
  else await manager.streams.add({ name: STREAM, subjects, storage: StorageType.File, max_age: DAY_NANOSECONDS, max_msgs: 1_000_000 });
  const settings = { ack_policy: AckPolicy.Explicit, ack_wait: ACK_WAIT_NANOSECONDS };
  const ensure = async (durable: string, config: Partial<ConsumerConfig>): Promise<void> => {
    const known = await manager.consumers.info(STREAM, durable).catch(absent);
    if (!known) await manager.consumers.add(STREAM, { durable_name: durable, ...settings, ...config });
    else if (config.filter_subject !== undefined && known.config.filter_subject !== config.filter_subject) {
      await manager.consumers.update(STREAM, durable, { filter_subject: config.filter_subject });
    }
  };
  await Promise.all(
    channels.map(({ contractId, channel, delivered }) =>
      ensure(consumerName(contractId, channel), { filter_subject: delivered, max_deliver: MAX_DELIVERIES }),
    ),
  );
  await ensure(own, { deliver_policy: DeliverPolicy.New });
}

/**
 * Name of the consumer of a channel: `<contract>-<channel>`. What NATS does not allow in names is `_`; where that, or a `-` in the channel's name, could
 * make it the name of another channel, a short hash follows.
 */
export function consumerName(contractId: string, channel: string): string {
  const plain = `${contractId}-${channel}`;
  const name = plain.replaceAll(/[^A-Za-z0-9_-]/g, '_');
  return name === plain && !channel.includes('-') ? name : `${name}-${shortHash(JSON.stringify([contractId, channel]))}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
