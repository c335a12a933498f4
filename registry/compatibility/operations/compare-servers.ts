import type { HttpOperation, Server } from '../../contract/index.ts';
import { buildRequests } from '../witness/build-request.ts';
import { runRequest } from '../witness/run-http.ts';
import type { Comparing } from './comparing.ts';
import type { Draft, Proof } from './draft.ts';
import { aliasesOf, type HttpPair } from './http-pair.ts';
import { isInstanceOf } from './shadowed-operations.ts';
import { defaultUrl, type ServerPlace, serverPlaces } from './server-places.ts';

const ANY_ORIGIN = 'https://witness.example';

/** The path of an operation below one of its servers, parameters by position. */
export function fullPath(basePath: string, { path }: HttpOperation): string {
  return `${basePath}${path}`.replaceAll(/\{[^{}]*\}/g, '{}');
}

/** Compares where an operation is served. A server with a relative URL is on any host. */
export function compareHttpServers(comparing: Comparing, pair: HttpPair): readonly Draft[] {
  if (pair.base.origin !== 'path') return [];
  const [base, head] = [serverPlaces(pair.base.servers), serverPlaces(pair.head.servers)];
  const pathOf = (place: ServerPlace, side: 'base' | 'head') => fullPath(place.basePath, pair[side]);
  const isSameHost = (one: ServerPlace, other: ServerPlace) =>
    one.origin === undefined || other.origin === undefined || one.origin === other.origin || other.origin.includes('{}');
  const isSamePath = (one: ServerPlace, other: ServerPlace) =>
    pathOf(one, 'base') === pathOf(other, 'head') || isInstanceOf(pathOf(one, 'base'), pathOf(other, 'head'));
  const gone = base.filter((one) => !head.some((other) => isSameHost(one, other) && isSamePath(one, other)));
  const added = head.filter((other) => !base.some((one) => isSameHost(one, other) && isSamePath(one, other)));
  const drafts: Draft[] = [];
  const seen = new Set<Server>();
  for (const place of gone) {
    if (seen.has(place.server)) continue;
    seen.add(place.server);
    const isMoved = !head.some((other) => isSamePath(place, other));
    const to = [...new Set(head.map(({ basePath }) => basePath || '/'))].join(', ');
    drafts.push({
      ...aboutServer(pair, place.server, pair.head.servers[0]),
      ruleId: isMoved ? 'base-path-changed' : 'server-removed',
      weight: 'rejects',
      message: isMoved ? `the base path was ${place.basePath || '/'} and is ${to}` : `the server ${place.server.url} is no longer named`,
      facts: isMoved ? { from: place.basePath, to } : place.server.url,
      prove: () => proveServer(comparing, pair, place),
    });
  }
  if (drafts.length > 0) return drafts;
  drafts.push(...changedDefaults(pair));
  const fresh = [...new Set(added.map(({ server }) => server))].map(
    (server) =>
      ({
        ...aboutServer(pair, pair.base.servers[0], server),
        ruleId: 'server-added',
        weight: 'fits',
        message: `the server ${server.url} is new`,
        facts: server.url,
      }) satisfies Draft,
  );
  return [...drafts, ...fresh];
}

/** A variable that is left alone stands for its default. */
function changedDefaults(pair: HttpPair): readonly Draft[] {
  return pair.base.servers.flatMap((base) => {
    const head = pair.head.servers.find(({ url }) => url === base.url);
    return Object.entries(base.variables).flatMap(([name, { default: from }]): readonly Draft[] => {
      const to = head?.variables[name]?.default;
      if (head === undefined || from === undefined || to === undefined || from === to) return [];
      const message = `the default of the server variable '${name}' was '${from}' and is '${to}'`;
      return [{ ...aboutServer(pair, base, head), ruleId: 'default-changed', weight: 'warns', message, facts: { name, from, to } }];
    });
  });
}

function aboutServer(pair: HttpPair, base: Server | undefined, head: Server | undefined) {
  const locations = { base: base?.location ?? pair.base.location, head: head?.location ?? pair.head.location };
  return {
    operation: pair.base.key,
    aliases: aliasesOf(pair),
    direction: 'request' as const,
    ...locations,
    root: `${base?.url} ${locations.base.file}#${locations.base.pointer} ${locations.head.file}#${locations.head.pointer}`,
  };
}

function proveServer(comparing: Comparing, pair: HttpPair, place: ServerPlace): Proof {
  const url = absoluteUrl(place);
  for (const built of buildRequests(comparing, comparing.base, pair.base, pair.head, {})) {
    const request = { ...built, url: `${url}${built.url}` };
    const before = runRequest(comparing.base, request, pair.base);
    const after = runRequest(comparing.head, request, pair.head);
    if (!before.isAccepted) continue;
    const witness = {
      kind: 'request',
      request,
      base: { ...before.verdict, says: before.verdict.says.replace('accepts it', 'answers it') },
      head: after.verdict,
    } as const;
    if (!after.isAccepted) return { isConfirmed: true, witness };
    if (!place.server.url.includes('{')) return { isConfirmed: false, witness, reason: 'the head still answers there' };
    return {
      isConfirmed: true,
      witness: { ...witness, head: { accepted: false, says: 'lists no such value of the variable', violations: [] } },
    };
  }
  return { isConfirmed: false, reason: 'no request could be built that the base answers' };
}

/** A URL below which a server answers. */
function absoluteUrl({ server, origin, basePath }: ServerPlace): string {
  const url = basePath.includes('{}') || origin?.includes('{}') ? defaultUrl(server) : `${origin ?? ''}${basePath}`;
  return `${origin === undefined ? ANY_ORIGIN : ''}${url}`.replace(/\/+$/, '');
}
