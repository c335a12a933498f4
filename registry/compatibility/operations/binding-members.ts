import { isObject } from '../causes/is-object.ts';

/**
 * What a member of a binding does (AsyncAPI bindings): `wire` decides which messages come where, or how they are written; `guarantee`
 * decides who of several gets one, how surely, in what order and for how long; `unseen` is how a broker is set up. What is not known is
 * taken for `wire`.
 */
export type BindingWeight = 'wire' | 'guarantee' | 'unseen';

const EVERYWHERE: Readonly<Record<string, BindingWeight>> = { bindingVersion: 'unseen', description: 'unseen' };

const all = (weight: BindingWeight, ...members: readonly string[]) => Object.fromEntries(members.map((member) => [member, weight]));

const MEMBERS: Readonly<Record<string, Readonly<Record<string, BindingWeight>>>> = {
  amqp: {
    ...all('guarantee', 'exchange.durable', 'exchange.autoDelete', 'queue.durable', 'queue.autoDelete'),
    ...all('guarantee', 'expiration', 'userId', 'cc', 'bcc', 'priority', 'deliveryMode', 'mandatory', 'timestamp', 'ack'),
  },
  googlepubsub: all('guarantee', 'labels', 'messageRetentionDuration', 'messageStoragePolicy', 'orderingKey'),
  ibmmq: {
    ...all('unseen', 'queue.isPartitioned', 'heartBeatInterval', 'ccdtQueueManagerName'),
    ...all('guarantee', 'topic.durablePermitted', 'topic.lastMsgRetained', 'expiry', 'groupId', 'multiEndpointServer'),
  },
  jms: all('guarantee', 'clientID', 'properties', 'jmsConnectionFactory'),
  kafka: {
    ...all('unseen', 'partitions', 'replicas', 'topicConfiguration'),
    ...all('guarantee', 'groupId', 'clientId', 'schemaRegistryUrl', 'schemaRegistryVendor', 'schemaLookupStrategy'),
  },
  mqtt: {
    ...all('guarantee', 'qos', 'retain', 'messageExpiryInterval', 'payloadFormatIndicator'),
    ...all('guarantee', 'clientId', 'cleanSession', 'lastWill', 'keepAlive', 'sessionExpiryInterval', 'maximumPacketSize'),
  },
  nats: all('guarantee', 'queue'),
  pulsar: {
    ...all('unseen', 'geo-replication', 'compaction'),
    ...all('guarantee', 'persistence', 'retention', 'ttl', 'deduplication'),
  },
  solace: all('guarantee', 'timeToLive', 'priority', 'dmqEligible'),
  sns: all('guarantee', 'ordering', 'policy', 'tags'),
};

/** Members that are objects of members, each looked at by itself: `exchange.name`. */
const PARTED: Readonly<Record<string, readonly string[]>> = { amqp: ['exchange', 'queue'], ibmmq: ['queue', 'topic'] };

/** What holds when a member isn't declared (AMQP bindings 0.3.0). */
const ASSUMED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  amqp: { is: 'routingKey', 'exchange.vhost': '/', 'queue.vhost': '/', 'queue.exclusive': false },
  jms: { destinationType: 'queue' },
  anypointmq: { destinationType: 'queue' },
};

/** What a member does. */
export function weightOfBinding(protocol: string, member: string): BindingWeight {
  if (member.startsWith('x-')) return 'unseen';
  return EVERYWHERE[member] ?? (Object.hasOwn(MEMBERS, protocol) ? MEMBERS[protocol]![member] : undefined) ?? 'wire';
}

/** The members of a protocol's binding by name, those of an exchange or queue as `exchange.name`. */
export function membersOf(protocol: string, binding: unknown): ReadonlyMap<string, unknown> {
  if (!isObject(binding)) return new Map();
  const parted = Object.hasOwn(PARTED, protocol) ? PARTED[protocol]! : [];
  return new Map(
    Object.entries(binding).flatMap(([member, value]): [string, unknown][] =>
      parted.includes(member) && isObject(value)
        ? Object.entries(value).map(([part, inner]) => [`${member}.${part}`, inner])
        : [[member, value]],
    ),
  );
}

/** What holds when a member isn't declared; undefined when nothing is said. */
export function assumedBinding(protocol: string, member: string): unknown {
  const assumed = Object.hasOwn(ASSUMED, protocol) ? ASSUMED[protocol]! : {};
  return Object.hasOwn(assumed, member) ? assumed[member] : undefined;
}

/** A member as it stands in a message of its protocol: `exchange.name` is `{ exchange: { name } }`. */
export function bindingOf(protocol: string, member: string, value: unknown): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const [name, part] = member.split('.') as [string, string?];
  return { [protocol]: { [name]: part === undefined ? value : { [part]: value } } };
}

/** A value of a binding for people. */
export function showBinding(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(value);
}
