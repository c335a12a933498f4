import type { Server } from '../../contract/index.ts';
import { proveOnEndpoint } from '../witness/prove-event.ts';
import { proveByDeclaration } from '../witness/prove-by-declaration.ts';
import type { Comparing } from './comparing.ts';
import { compareServerBindings } from './compare-server-bindings.ts';
import type { Draft } from './draft.ts';
import { endpointNames, type EventPair } from './event-endpoint.ts';
import { eventSecurityDrafts } from './event-security.ts';
import { serverPlaces } from './server-places.ts';

/**
 * Compares the servers of two versions of an AsyncAPI document, known by protocol and URL.
 *
 * @param pairs endpoints that both versions have.
 */
export function compareEventServers(comparing: Comparing, pairs: readonly EventPair[]): readonly Draft[] {
  const [base, head] = [comparing.base.contract.servers, comparing.head.contract.servers];
  const drafts: Draft[] = [];
  const known = new Set<Server>();
  for (const server of base) {
    const urls = urlsOf(server);
    const others = head.filter((other) => urlsOf(other).some((url) => urls.includes(url)));
    const reached = pairs.filter(({ base: { channel } }) => channel.servers.length === 0 || channel.servers.includes(server.name ?? ''));
    for (const other of others) known.add(other);
    const kept = new Set(others.flatMap(urlsOf));
    const [partner] = others;
    const gone = urls.filter((url) => !kept.has(url));
    if (gone.length > 0) {
      drafts.push(...removals(comparing, server, gone[0]!, reached));
      continue;
    }
    if (partner === undefined) continue;
    const shared = { direction: 'publish' as const, base: server.location, head: partner.location };
    for (const pair of reached) {
      const names = { operation: pair.base.key, aliases: endpointNames(pair.base, pair.head) };
      drafts.push(...eventSecurityDrafts(comparing, { ...shared, ...names }, pair, server.security, partner.security, server));
    }
    drafts.push(...compareServerBindings(server, partner));
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

/** Protocol and URL of each place of a server: `kafka kafka://a.example`, variables without listed values as `{}`. */
function urlsOf(server: Server): readonly string[] {
  const { protocol } = server;
  return serverPlaces([server]).map(({ origin, basePath }) => `${protocol.toLowerCase()} ${origin ?? ''}${basePath}`);
}

function removals(comparing: Comparing, server: Server, gone: string, reached: readonly EventPair[]): readonly Draft[] {
  const draft = {
    ruleId: 'server-removed',
    direction: 'publish',
    base: server.location,
    root: server.url,
    message: `the server ${server.url} is no longer named`,
    facts: server.url,
  } as const;
  if (reached.length === 0) return [{ ...draft, weight: 'warns' }];
  const url = gone.slice(gone.indexOf(' ') + 1).replaceAll('{}', 'a');
  return reached.map((pair) => ({
    ...draft,
    weight: 'withdraws',
    operation: pair.base.key,
    aliases: endpointNames(pair.base, pair.head),
    prove: () => proveLeftServer(comparing, pair, url),
  }));
}

/** Shows that a channel that was on a server no longer is. A head that names no server at all says nothing that a message could be judged by. */
export function proveLeftServer(comparing: Comparing, pair: EventPair, url: string) {
  const declared = { base: `is on ${url}`, head: `is no longer on ${url}` };
  if (comparing.head.contract.servers.length === 0) {
    return proveByDeclaration(comparing, pair.base, { server: url }, { ...declared, head: 'names no server' });
  }
  const concerns = ({ part, pointer }: { readonly part: string; readonly pointer: string }) => part === 'path' && pointer === '';
  return proveOnEndpoint(comparing, pair, { server: url }, { sender: 'base', says: declared.head, concerns }, declared);
}
