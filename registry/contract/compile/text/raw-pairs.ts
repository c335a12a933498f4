import { decodeFormText } from './percent.ts';

/** Values by name, as they stand on the wire: names decoded, values not, since their style decides where they are split. */
export type RawPairs = ReadonlyMap<string, readonly string[]>;

const NO_PAIRS: RawPairs = new Map();

/** Splits a query or a form body at `&` and `=`. A name whose encoding is malformed is kept as it stands. */
export function splitQuery(query: string): RawPairs {
  if (query === '') return NO_PAIRS;
  const pairs = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    add(pairs, decodeFormText(name) ?? name, equals < 0 ? '' : pair.slice(equals + 1));
  }
  return pairs;
}

/** Splits a Cookie header (RFC 6265 §4.2.1). Quotes around a value are taken off. */
export function splitCookies(header: string): RawPairs {
  const pairs = new Map<string, string[]>();
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals < 0) continue;
    const value = pair.slice(equals + 1).trim();
    const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
    add(pairs, pair.slice(0, equals).trim(), isQuoted ? value.slice(1, -1) : value);
  }
  return pairs;
}

function add(pairs: Map<string, string[]>, name: string, value: string): void {
  const known = pairs.get(name);
  if (known) known.push(value);
  else pairs.set(name, [value]);
}
