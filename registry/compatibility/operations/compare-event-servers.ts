import type { Server } from '../../contract/index.ts';
import { proveWithoutMessage } from '../witness/event-message.ts';
import type { Comparing } from './comparing.ts';
import { compareServerBindings } from './compare-bindings.ts';
import type { Draft } from './draft.ts';
import { type EventEndpoint } from './event-endpoint.ts';
import { eventSecurityDrafts } from './event-security.ts';
import { serverPlaces } from './server-places.ts';

/** Compares the servers of two versions of an AsyncAPI document, known by protocol and URL. */
export function compareEventServers(comparing: Comparing, endpoints: readonly EventEndpoint[]): readonly Draft[] {
  const [base, head] = [comparing.base.contract.servers, comparing.head.contract.servers];
  const drafts: Draft[] = [];
  const known = new Set<Server>();
  for (const server of base) {
    const urls = urlsOf(server);
    const others = head.filter((other) => urlsOf(other).some((url) => urls.includes(url)));
    const reached = endpoints.filter(({ channel }) => channel.servers.length === 0 || channel.servers.includes(server.name ?? ''));
    for (const other of others) known.add(other);
    const kept = new Set(others.flatMap(urlsOf));
    const [partner] = others;
    const shared = { direction: 'publish' as const, base: server.location, head: partner?.location ?? server.location };
    if (urls.some((url) => !kept.has(url))) {
      drafts.push(...removals(comparing, server, reached));
      continue;
    }
    if (partner === undefined) continue;
    for (const endpoint of reached.slice(0, 1))
      drafts.push(...eventSecurityDrafts(comparing, { ...shared, operation: endpoint.key }, endpoint, server.security, partner.security));
    drafts.push(...compareServerBindings(comparing, reached, server, partner));
  }
  if (base.length === 0) return drafts;
  for (const server of head.filter((one) => !known.has(one))) {
    drafts.push({
      ruleId: 'server-added',
      weight: 'fits',
      direction: 'publish',
      head: server.location,
      root: server.url,
      message: `the server ${server.url} is new`,
      facts: server.url,
    });
  }
  return drafts;
}

function urlsOf(server: Server): readonly string[] {
  const { protocol } = server;
  return serverPlaces([server]).map(({ origin, basePath }) => `${protocol.toLowerCase()} ${origin ?? ''}${basePath}`);
}

function removals(comparing: Comparing, server: Server, reached: readonly EventEndpoint[]): readonly Draft[] {
  const draft = {
    ruleId: 'server-removed',
    weight: 'withdraws',
    direction: 'publish',
    base: server.location,
    root: server.url,
    message: `the server ${server.url} is no longer named`,
    facts: server.url,
  } as const;
  if (reached.length === 0) return [{ ...draft, prove: () => ({ isConfirmed: true }) }];
  return reached.map((endpoint) => ({
    ...draft,
    operation: endpoint.key,
    prove: () => proveWithoutMessage(comparing, endpoint, `is on ${server.url}`, `is no longer on ${server.url}`),
  }));
}
