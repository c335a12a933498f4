import type { Location, Schema, Server } from '../../contract/index.ts';
import { childPointer } from '../../contract/index.ts';
import { isObject } from '../causes/is-object.ts';
import { canonicalJson } from '../fingerprint.ts';
import { proveWithoutMessage } from '../witness/event-message.ts';
import { compareSchemas } from './compare-schemas.ts';
import { aboutEndpoint } from './about-endpoint.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import { type EventEndpoint, type EventPair, messageFlow, wireAddress } from './event-endpoint.ts';

/** Members of bindings that no client sees: how a broker is set up. */
const UNSEEN: ReadonlySet<string> = new Set(['bindingVersion', 'partitions', 'replicas', 'topicConfiguration', 'description']);

/** Members that change who gets a message and how surely, not whether it fits. */
const SOFT: ReadonlySet<string> = new Set([
  'queue',
  'qos',
  'retain',
  'groupId',
  'clientId',
  'ack',
  'durable',
  'autoDelete',
  'deliveryMode',
  'priority',
  'expiration',
  'mandatory',
  'timestamp',
  'userId',
  'cleanSession',
  'keepAlive',
  'lastWill',
  'sessionExpiryInterval',
  'maximumPacketSize',
  'timeToLive',
  'dmqEligible',
]);

/** Members that hold a schema, and which way what it judges flows: `message` as the messages of the endpoint do. */
const SCHEMAS: Readonly<Record<string, 'message' | 'input'>> = {
  'kafka key': 'message',
  'http query': 'input',
  'http headers': 'input',
  'ws query': 'input',
  'ws headers': 'input',
};

type Bindings = Readonly<Record<string, unknown>>;

/** Where bindings stand. */
export type BindingHolder = 'channel' | 'operation' | 'message';

/** Compares what protocols add to a channel, operation or message, as far as it shows on the wire. */
export function compareBindings(
  comparing: Comparing,
  pair: EventPair,
  holder: BindingHolder,
  base: Bindings,
  head: Bindings,
  baseLocation: Location,
  headLocation: Location,
): readonly Draft[] {
  const protocols = [...new Set([...Object.keys(base), ...Object.keys(head)])];
  return protocols.flatMap((protocol) => {
    const [before, after] = [membersOf(base[protocol]), membersOf(head[protocol])];
    const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (member) => !UNSEEN.has(member) && !member.startsWith('x-'),
    );
    return members.flatMap((member): readonly Draft[] => {
      const [from, to] = [before[member] ?? assumed(pair.base, protocol, member), after[member] ?? assumed(pair.head, protocol, member)];
      if (canonicalJson(from ?? null) === canonicalJson(to ?? null)) return [];
      const flow = SCHEMAS[`${protocol} ${member}`];
      const place = (location: Location) => ({
        file: location.file,
        pointer: childPointer(childPointer(`${location.pointer}/bindings`, protocol), member),
      });
      const shared = { ...aboutEndpoint(pair), base: place(baseLocation), head: place(headLocation) };
      if (flow !== undefined && isSchemaOrNothing(from) && isSchemaOrNothing(to)) {
        const direction = flow === 'input' ? 'input' : messageFlow(pair.base);
        const findings = compareSchemas(comparing, {
          base: (from ?? true) as Schema,
          head: (to ?? true) as Schema,
          direction,
          flow: 'event',
          isText: false,
        });
        return findings.map(({ ruleId: cause, weight, message, facts, reason }) => ({
          ...shared,
          ruleId: 'binding-changed',
          weight: weight === 'warns' ? 'warns' : weight,
          root: `${shared.base.file}#${shared.base.pointer}`,
          message: `${protocol} ${member}: ${message}`,
          facts: { cause, facts },
          ...(reason === undefined ? {} : { reason }),
          ...(weight === 'rejects' || weight === 'withdraws'
            ? {
                prove: () =>
                  proveWithoutMessage(
                    comparing,
                    pair.base,
                    `knows the ${member} that is sent`,
                    `differs in the ${protocol} ${member}: ${message}`,
                  ),
              }
            : {}),
        }));
      }
      const isSoft = SOFT.has(member) || from === undefined || to === undefined;
      return [
        bindingDraft(
          comparing,
          pair.base,
          { ...shared, root: `${holder} ${shared.base.file}#${shared.base.pointer}` },
          protocol,
          member,
          from,
          to,
          isSoft,
        ),
      ];
    });
  });
}

/** Compares the bindings of a server. */
export function compareServerBindings(
  comparing: Comparing,
  endpoints: readonly EventEndpoint[],
  base: Server,
  head: Server,
): readonly Draft[] {
  const protocols = [...new Set([...Object.keys(base.bindings), ...Object.keys(head.bindings)])];
  return protocols.flatMap((protocol) => {
    const [before, after] = [membersOf(base.bindings[protocol]), membersOf(head.bindings[protocol])];
    const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((member) => !UNSEEN.has(member));
    return members.flatMap((member): readonly Draft[] => {
      const [from, to] = [before[member], after[member]];
      if (canonicalJson(from ?? null) === canonicalJson(to ?? null)) return [];
      const [endpoint] = endpoints;
      const shared = { direction: 'publish', base: base.location, head: head.location, root: `${base.url} ${protocol} ${member}` } as const;
      return [bindingDraft(comparing, endpoint, shared, protocol, member, from, to, true)];
    });
  });
}

function bindingDraft(
  comparing: Comparing,
  endpoint: EventEndpoint | undefined,
  shared: Pick<Draft, 'direction' | 'base' | 'head' | 'root'>,
  protocol: string,
  member: string,
  from: unknown,
  to: unknown,
  isSoft: boolean,
): Draft {
  const show = (value: unknown) => (value === undefined ? 'not set' : JSON.stringify(value));
  const draft = {
    ...shared,
    ruleId: 'binding-changed',
    message: `${protocol} ${member} was ${show(from)} and is ${show(to)}`,
    facts: { protocol, member, from: from ?? null, to: to ?? null },
  };
  if (isSoft || endpoint === undefined) return { ...draft, weight: 'warns' };
  return {
    ...draft,
    weight: 'withdraws',
    prove: () =>
      proveWithoutMessage(comparing, endpoint, `has ${protocol} ${member} ${show(from)}`, `has ${protocol} ${member} ${show(to)}`),
  };
}

function membersOf(binding: unknown): Bindings {
  return isObject(binding) ? binding : {};
}

/** What holds when a member isn't declared: the topic of a Kafka channel is its address. */
function assumed({ channel }: EventEndpoint, protocol: string, member: string): unknown {
  return protocol === 'kafka' && member === 'topic' && channel.address !== null ? wireAddress(channel) : undefined;
}

function isSchemaOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === 'boolean' || (isObject(value) && !hasReference(value));
}

function hasReference(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasReference);
  return isObject(value) && (typeof value['$ref'] === 'string' || Object.values(value).some(hasReference));
}
