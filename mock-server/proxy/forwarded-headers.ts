/** Headers about one connection, not about the message (RFC 9110 §7.6.1), and what older software sends like them. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Answered by the proxy itself: the target is called with other ones. */
const OF_THE_PROXY = new Set(['host', 'expect']);

/**
 * The headers of a request as the target gets them, names and values as they came, as `http.request` takes them (name, value, name, value): without what is
 * about the caller's connection, without `Interlock-…`, which is for the proxy, and with a `Via` (RFC 9110 §7.6.3).
 *
 * @param rawHeaders as Node has them: name, value, name, value
 */
export function requestHeadersFor(host: string, rawHeaders: readonly string[], hasBody: boolean): string[] {
  const kept = withoutConnection(rawHeaders, (name) => !OF_THE_PROXY.has(name) && !name.startsWith('interlock-'));
  const isChunked = hasBody && !kept.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-length');
  return ['Host', host, ...kept, 'Via', '1.1 interlock', ...(isChunked ? ['Transfer-Encoding', 'chunked'] : [])];
}

/** The headers of the target's answer as the caller gets them, names and values as they came. */
export function responseHeadersFrom(rawHeaders: readonly string[]): string[] {
  return withoutConnection(rawHeaders, () => true);
}

function withoutConnection(rawHeaders: readonly string[], isKept: (name: string) => boolean): string[] {
  const pairs: (readonly [string, string])[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) pairs.push([rawHeaders[index]!, rawHeaders[index + 1]!]);
  const named = new Set(
    pairs.filter(([name]) => name.toLowerCase() === 'connection').flatMap(([, value]) => value.toLowerCase().split(/\s*,\s*/)),
  );
  return pairs.flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    return HOP_BY_HOP.has(lower) || named.has(lower) || !isKept(lower) ? [] : [name, value];
  });
}
