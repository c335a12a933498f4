import type { Server } from '../../contract/index.ts';

/** Where a server answers: variables with listed values written out, others as `{}`. */
export interface ServerPlace {
  readonly server: Server;
  /** `https://api.example.com`, lower case, without the port that the scheme assumes; undefined when the URL is relative. */
  readonly origin: string | undefined;
  /** Base path without its last slash: '' or `/v1`. */
  readonly basePath: string;
}

const MOST_PLACES = 64;
/** Ports that schemes assume (RFC 9110 §4.2, RFC 6455 §3). */
const ASSUMED_PORT = /^(?:https|wss):\/\/.*(:443)$|^(?:http|ws):\/\/.*(:80)$/;
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\//i;

/** The places of servers, one for each combination of their variables' listed values. */
export function serverPlaces(servers: readonly Server[]): readonly ServerPlace[] {
  return servers.flatMap((server) => writtenUrls(server).map((url) => placeOf(server, url)));
}

/** The URL of a server, each variable as its default. */
export function defaultUrl(server: Server): string {
  return server.url.replaceAll(
    /\{([^{}]*)\}/g,
    (_, name: string) => server.variables[name]?.default ?? server.variables[name]?.enum?.[0] ?? 'a',
  );
}

function writtenUrls(server: Server): readonly string[] {
  let urls = [server.url];
  for (const [name, { enum: values, default: byDefault }] of Object.entries(server.variables)) {
    const isPathPart = byDefault === '' || byDefault?.includes('/') === true;
    const choices = values !== undefined && values.length > 0 ? values : isPathPart ? [byDefault] : undefined;
    if (choices === undefined) continue;
    urls = urls.flatMap((url) => choices.map((value) => url.replaceAll(`{${name}}`, () => value)));
    if (urls.length > MOST_PLACES) return [server.url];
  }
  return urls.map((url) => url.replaceAll(/\{[^{}]*\}/g, '{}'));
}

function placeOf(server: Server, url: string): ServerPlace {
  const isAbsolute = ABSOLUTE.test(url);
  const start = isAbsolute ? url.indexOf('/', url.indexOf('//') + 2) : 0;
  const origin = isAbsolute ? withoutAssumedPort((start < 0 ? url : url.slice(0, start)).toLowerCase()) : undefined;
  const path = start < 0 ? '' : url.slice(start).replace(/\/+$/, '');
  return { server, origin, basePath: path === '' || path.startsWith('/') ? path : `/${path}` };
}

function withoutAssumedPort(origin: string): string {
  return ASSUMED_PORT.test(origin) ? origin.slice(0, origin.lastIndexOf(':')) : origin;
}
