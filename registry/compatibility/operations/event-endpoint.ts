import type { Channel, Contract, EventOperation, Message } from '../../contract/index.ts';
import type { ChangeDirection } from '../change.ts';
import type { Flow } from './http-pair.ts';

/** Everything that an application does in one way on one address: AsyncAPI 3 may spread it over several operations. */
export interface EventEndpoint {
  /** `receive orders/{}`. */
  readonly key: string;
  readonly action: EventOperation['action'];
  readonly channel: Channel;
  readonly operations: readonly EventOperation[];
  readonly messages: readonly Message[];
}

/** One endpoint in both versions. */
export interface EventPair {
  readonly base: EventEndpoint;
  readonly head: EventEndpoint;
}

/** One operation in both versions. */
export interface EventOperationPair {
  readonly base: EventOperation;
  readonly head: EventOperation;
}

/**
 * Pairs the operations of an endpoint: by name, then by a message that both have, then with the first one. Every operation of both
 * versions is in a pair at least.
 */
export function operationPairs({ base, head }: EventPair): readonly EventOperationPair[] {
  const partnerOf = (one: EventOperation, others: readonly EventOperation[]) =>
    others.find(({ operationId }) => operationId !== undefined && operationId === one.operationId) ??
    others.find(({ messages }) => messages.some(({ name }) => one.messages.some((own) => own.name === name))) ??
    others[0]!;
  const pairs = base.operations.map((operation) => ({ base: operation, head: partnerOf(operation, head.operations) }));
  const known = new Set(pairs.map((pair) => pair.head));
  const left = head.operations.filter((operation) => !known.has(operation));
  return [...pairs, ...left.map((operation) => ({ base: partnerOf(operation, base.operations), head: operation }))];
}

/** The endpoints of a contract, in order. */
export function eventEndpoints(contract: Contract): readonly EventEndpoint[] {
  const operations = contract.operations.filter((operation) => operation.kind === 'event');
  const groups = Map.groupBy(operations, ({ action, channel }) => `${action} ${wireAddress(channel)}`);
  return [...groups].map(([key, members]) => {
    const [first] = members as [EventOperation];
    return {
      key,
      action: first.action,
      channel: first.channel,
      operations: members,
      messages: members.flatMap(({ messages }) => messages),
    };
  });
}

/** An address with its parameters by position; the channel's name when it is known only at run time. */
export function wireAddress({ address, name }: Channel): string {
  return address === null ? `<${name}>` : address.replaceAll(/\{[^{}]*\}/g, '{}');
}

/** Which way the messages of an endpoint flow; replies flow the other way. */
export function messageFlow({ action }: EventEndpoint, isReply = false): Flow {
  return (action === 'receive') === isReply ? 'output' : 'input';
}

/** The direction of an endpoint's messages, as reports name it. */
export function eventDirection(endpoint: EventEndpoint, isReply = false): ChangeDirection {
  return messageFlow(endpoint, isReply) === 'input' ? 'publish' : 'subscribe';
}

/** Other names of an endpoint. */
export function endpointNames(...endpoints: readonly EventEndpoint[]): readonly string[] {
  return [
    ...new Set(endpoints.flatMap(({ key, operations }) => [key, ...operations.flatMap((one) => [one.key, one.operationId ?? one.key])])),
  ];
}

/** Is an address one of those of a channel with parameters, whose values hold no separator? Parameters of its own are left as they are. */
export function isAddressInstance({ address }: Channel, template: Channel): boolean {
  if (address === null || template.address === null || !template.address.includes('{')) return false;
  const separator = template.address.includes('/') ? '/' : '.';
  const literals = template.address.split(/\{[^{}]*\}/).map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${literals.join(`[^${separator}]+`)}$`).test(address);
}

/** The addresses of a channel with one parameter that lists its values; empty for any other channel. */
export function listedAddresses({ address, parameters }: Channel): readonly string[] {
  const [name, ...others] = [...(address ?? '').matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]);
  const schema = parameters.find((parameter) => parameter.name === name)?.schema;
  if (address === null || others.length > 0 || typeof schema !== 'object' || !Array.isArray(schema['enum'])) return [];
  return (schema['enum'] as readonly unknown[]).map((value) => address.replace(`{${name}}`, () => String(value)));
}
