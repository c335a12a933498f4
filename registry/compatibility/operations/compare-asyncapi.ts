import { isAnsweredAt, proveGoneEndpoint } from '../witness/prove-gone-endpoint.ts';
import { compareEventEndpoint } from './compare-event-endpoint.ts';
import { compareEventServers } from './compare-event-servers.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import {
  endpointNames,
  type EventEndpoint,
  type EventPair,
  eventDirection,
  eventEndpoints,
  isAddressInstance,
  listedAddresses,
} from './event-endpoint.ts';

/** Compares the operations, channels and servers of two versions of an AsyncAPI document, 2 and 3 alike. */
export function compareAsyncApi(comparing: Comparing): readonly Draft[] {
  const [base, head] = [eventEndpoints(comparing.base.contract), eventEndpoints(comparing.head.contract)];
  const byKey = new Map(head.map((endpoint) => [endpoint.key, endpoint]));
  const baseKeys = new Set(base.map(({ key }) => key));
  const both = base.flatMap((endpoint) => {
    const other = byKey.get(endpoint.key) ?? templateOf(comparing, endpoint, head);
    return other ? [{ base: endpoint, head: other }] : concretePairs(endpoint, head);
  });
  const kept = new Set(both.map((pair) => pair.base.key));
  const removed = base.filter(({ key }) => !kept.has(key));
  const added = head.filter(({ key }) => !baseKeys.has(key));
  const moved = new Map(
    removed.flatMap((endpoint) => {
      const to = added.find((other) => isSameElsewhere(endpoint, other));
      return to ? [[endpoint, to] as const] : [];
    }),
  );
  const taken = new Set(moved.values());
  const addresses = (endpoints: readonly EventEndpoint[]) => new Set(endpoints.map(addressOf));
  const [known, left] = [addresses(base), addresses(head)];
  return [
    ...compareEventServers(comparing, both),
    ...comparing.each(both, (pair) => compareEventEndpoint(comparing, pair)),
    ...removed.map((endpoint) => gone(comparing, endpoint, moved.get(endpoint), left)),
    ...added.filter((endpoint) => !taken.has(endpoint)).map((endpoint) => fresh(endpoint, known)),
  ];
}

/** The channel of the head with parameters of whose addresses a concrete one of the base is one. */
function templateOf(comparing: Comparing, endpoint: EventEndpoint, head: readonly EventEndpoint[]): EventEndpoint | undefined {
  return head.find(
    (other) =>
      other.action === endpoint.action && isAddressInstance(endpoint.channel, other.channel) && isAnsweredAt(comparing, endpoint, other),
  );
}

/** A channel of the base at each of the addresses that its one parameter lists, with the head's channel there; none when one is missing. */
function concretePairs(endpoint: EventEndpoint, head: readonly EventEndpoint[]): readonly EventPair[] {
  const { action, channel } = endpoint;
  const addresses = listedAddresses(channel);
  const pairs = addresses.flatMap((address) => {
    const other = head.find((one) => one.action === action && one.channel.address === address);
    return other ? [{ base: { ...endpoint, channel: { ...channel, address, parameters: [] } }, head: other }] : [];
  });
  return pairs.length === addresses.length ? pairs : [];
}

function addressOf({ key, action }: EventEndpoint): string {
  return key.slice(action.length + 1);
}

/** Is it the same by its names, at another address? In AsyncAPI 2 a channel has no name but its address. */
function isSameElsewhere(base: EventEndpoint, head: EventEndpoint): boolean {
  if (base.action !== head.action) return false;
  const names = new Set(base.operations.flatMap(({ operationId }) => operationId ?? []));
  return (
    base.channel.name === head.channel.name ||
    head.operations.some(({ operationId }) => operationId !== undefined && names.has(operationId))
  );
}

function gone(comparing: Comparing, endpoint: EventEndpoint, to: EventEndpoint | undefined, left: ReadonlySet<string>): Draft {
  const address = addressOf(endpoint);
  const isChannelLeft = left.has(address);
  return {
    direction: eventDirection(endpoint),
    operation: endpoint.key,
    aliases: endpointNames(endpoint),
    base: endpoint.channel.location,
    ...(to ? { head: to.channel.location } : {}),
    root: endpoint.key,
    weight: 'withdraws',
    prove: () => proveGoneEndpoint(comparing, endpoint),
    ...(to
      ? {
          ruleId: 'channel-address-changed',
          message: `the address was ${address} and is ${addressOf(to)}`,
          facts: { from: address, to: addressOf(to) },
        }
      : isChannelLeft
        ? { ruleId: 'operation-removed', message: `the operation ${endpoint.key} is gone`, facts: endpoint.key }
        : { ruleId: 'channel-removed', message: `the channel ${address} is gone`, facts: address }),
  };
}

function fresh(endpoint: EventEndpoint, known: ReadonlySet<string>): Draft {
  const address = addressOf(endpoint);
  const isKnown = known.has(address);
  return {
    ruleId: isKnown ? 'operation-added' : 'channel-added',
    weight: 'fits',
    direction: eventDirection(endpoint),
    operation: endpoint.key,
    head: endpoint.channel.location,
    root: endpoint.key,
    message: isKnown ? `the operation ${endpoint.key} is new` : `the channel ${address} is new`,
    facts: endpoint.key,
  };
}
