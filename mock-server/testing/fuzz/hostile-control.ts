import fc from 'fast-check';
import type { HostileRequest } from './hostile-request.ts';
import { hostileJson, hostileText, spoiledJson } from './hostile-values.ts';

/** A route below `/__interlock` with a body that it takes. */
export interface ControlRoute {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly mediaType?: string;
}

/** A request to a control route in a session: its good body spoiled, another one altogether, bytes that are nothing, or another method. */
export function hostileControl(
  session: string,
  { method, path, body, mediaType = 'application/json' }: ControlRoute,
): fc.Arbitrary<HostileRequest> {
  const json = fc.oneof(
    { weight: 6, arbitrary: body === undefined ? hostileJson : spoiledJson(body) },
    { weight: 2, arbitrary: hostileJson },
  );
  const bytes = fc.oneof(
    { weight: 6, arbitrary: json.map((value) => Buffer.from(JSON.stringify(value) ?? '')) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((given) => Buffer.from(given)) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('', '{', '['.repeat(5000), '{"a":'.repeat(3000), '\ufeff{}', 'null', '"x"', '0')
        .map((text) => Buffer.from(text)),
    },
  );
  const query = fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: hostileText.map((text) => `?contract=${encodeURIComponent(text.toWellFormed())}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('?contract[]=a&contract[__proto__]=b', '?contract=a&contract=b', '?settled&%zz', '?__proto__[x]=1'),
    },
  );
  const methods = fc.oneof(
    { weight: 8, arbitrary: fc.constant(method) },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH') },
  );
  const place = fc.oneof(
    { weight: 8, arbitrary: fc.constant(path) },
    { weight: 1, arbitrary: fc.constantFrom(`${path}/`, `${path}/__proto__`, `${path}%00`, `${path}%zz`, `${path}/../..`) },
  );
  return fc.tuple(methods, place, query, bytes, fc.boolean()).map(([asked, at, search, sent, isChunked]) => ({
    method: asked,
    target: `/__interlock${at}${search}`,
    headers: [
      ['content-type', mediaType],
      ['interlock-session', session],
    ] as const,
    body: sent,
    isChunked,
  }));
}

/** Every control route of a server that mocks one contract of each kind, with bodies that it takes. */
export function controlRoutesOf(http: string, events: string, snapshot: unknown, seed: unknown, channel: string): readonly ControlRoute[] {
  return [
    { method: 'GET', path: '/health' },
    { method: 'POST', path: '/reset' },
    { method: 'POST', path: '/seed', body: { [http]: seed } },
    { method: 'GET', path: '/state' },
    { method: 'PUT', path: '/state', body: snapshot },
    { method: 'GET', path: '/clock' },
    { method: 'PUT', path: '/clock', body: { now: '2026-03-01T08:00:00Z' } },
    { method: 'POST', path: '/clock/advance', body: { by: 'P1DT2H' } },
    { method: 'GET', path: '/sessions' },
    { method: 'DELETE', path: '/sessions/gone' },
    {
      method: 'PUT',
      path: `/faults/${http}`,
      body: {
        faults: [
          { fault: 'stale', changes: 2, rate: 0.5 },
          { name: 'a', fault: 'latency', latency: { median: 0.001, p95: 0.002 }, rate: 0 },
        ],
      },
    },
    { method: 'DELETE', path: `/faults/${http}` },
    { method: 'POST', path: `/events/${events}`, body: { channel, payload: {}, headers: {} } },
    { method: 'GET', path: `/events/${events}` },
    { method: 'GET', path: `/events/${events}/dead-letters` },
    {
      method: 'PUT',
      path: `/events/${events}/disorder`,
      body: {
        disorder: [{ channel, duplicate: 0.1, reorder: 0.1, drop: 0.02, poison: 0.01, delay: { rate: 0.1, seconds: 2 }, holdSeconds: 5 }],
      },
    },
    { method: 'POST', path: `/events/${events}/release` },
    { method: 'GET', path: '/callbacks' },
    { method: 'POST', path: `/webhooks/${http}/none`, body: { url: 'http://localhost:1/x', body: {} } },
    { method: 'GET', path: '/drift' },
    { method: 'GET', path: '/uses' },
    {
      method: 'POST',
      path: '/oauth/token',
      body: { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b', scope: 'read' },
      mediaType: 'application/x-www-form-urlencoded',
    },
  ];
}
