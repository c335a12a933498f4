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
 * Makes what the channels need, and leaves what is there already: one stream for all subjects, for each channel a durable consumer
 * `<contract>-<channel>` of what is delivered there, and the mocks' own consumer, whose name is returned. Messages are kept for a day.
 */
export async function makeStreams(manager: JetStreamManager, topology: Topology): Promise<string> {
  const { AckPolicy, DeliverPolicy, JetStreamApiError, StorageType } = await import('@nats-io/jetstream');
  const channels = topology.flatMap(({ mock, channels: own }) => own.map((channel) => ({ contractId: mock.contractId, ...channel })));
  const wanted = channels.flatMap(({ taken, delivered, deadLetters }) => [taken, delivered, deadLetters]);
  const present = await manager.streams.info(STREAM).catch((error: unknown) => {
    if (error instanceof JetStreamApiError && error.status === 404) return undefined;
    throw error;
  });
  const subjects = [...disjointSubjects([...(present?.config.subjects ?? []), ...wanted])];
  if (present) await manager.streams.update(STREAM, { ...present.config, subjects });
  else await manager.streams.add({ name: STREAM, subjects, storage: StorageType.File, max_age: DAY_NANOSECONDS, max_msgs: 1_000_000 });
  const settings = { ack_policy: AckPolicy.Explicit, ack_wait: ACK_WAIT_NANOSECONDS };
  const ensure = async (durable: string, config: Partial<ConsumerConfig>): Promise<void> => {
    const known = await manager.consumers.info(STREAM, durable).catch(() => undefined);
    if (!known) await manager.consumers.add(STREAM, { durable_name: durable, ...settings, ...config });
  };
  await Promise.all(
    channels.map(({ contractId, channel, delivered }) =>
      ensure(consumerName(contractId, channel), { filter_subject: delivered, max_deliver: MAX_DELIVERIES }),
    ),
  );
  const own = `${STREAM}-${createHash('sha256')
    .update(
      topology
        .map(({ mock }) => mock.contractId)
        .sort()
        .join(' '),
    )
    .digest('hex')
    .slice(0, 8)}`;
  await ensure(own, { deliver_policy: DeliverPolicy.New });
  return own;
}

/** Name of the consumer of a channel: what NATS does not allow in names is `_`. */
function consumerName(contractId: string, channel: string): string {
  return `${contractId}-${channel}`.replaceAll(/[^A-Za-z0-9_-]/g, '_');
}
