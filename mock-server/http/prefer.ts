import type { IncomingHttpHeaders } from 'node:http';

/** What a caller prefers of the answer (`Prefer`, RFC 7240), and of the query parameters that Prism's users know. */
export interface Preferences {
  /** Status of a declared response, as sent: `404`. */
  readonly code?: string;
  /** Name of a declared example. */
  readonly example?: string;
  /** True for generated values even where there are examples, false for examples where there are any. */
  readonly dynamic?: boolean;
  /** Decides every generated value of this answer, in the place of the server's seed. */
  readonly seed?: string;
  /** Name of a fault. */
  readonly fault?: string;
  /** Every preference by name, in lower case: the first of a name counts. For names that only one room knows. */
  readonly all: ReadonlyMap<string, Preference>;
}

/** One preference. */
export interface Preference {
  /** '' when there is none. */
  readonly value: string;
  /** What follows it after semicolons: `fault=slow; ms=200`. Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const NONE: Preferences = { all: new Map() };

/**
 * Reads `Prefer: code=404, example=missing, dynamic=true, seed=7, fault=timeout`, and `__code`, `__example`, `__dynamic` and `__seed` of a query. The
 * header goes before the query, whose values lose the control characters that no header holds. What cannot be read is ignored, as RFC 7240 §2 asks.
 */
export function readPreferences(headers: IncomingHttpHeaders, url: string): Preferences {
  const sent = headers['prefer'];
  const inQuery = url.includes('__', url.indexOf('?') + 1) && url.includes('?');
  if (sent === undefined && !inQuery) return NONE;
  const all = new Map(parsePrefer([sent ?? []].flat().join(',')));
  if (inQuery) for (const [name, preference] of preferencesInQuery(url)) if (!all.has(name)) all.set(name, preference);
  const text = (name: string): Record<string, string> => {
    const value = all.get(name)?.value ?? '';
    return value === '' ? {} : { [name]: value };
  };
  const dynamic = all.get('dynamic')?.value.toLowerCase();
  return {
    ...text('code'),
    ...text('example'),
    ...text('seed'),
    ...text('fault'),
    ...(dynamic === '' || dynamic === 'true' ? { dynamic: true } : dynamic === 'false' ? { dynamic: false } : {}),
    all,
  };
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const WORD = `"(?:[^"\\\\]|\\\\.)*"|[^\\s,;"]*`;
const PREFERENCE = new RegExp(`\\s*(${TOKEN})(?:\\s*=\\s*(${WORD}))?\\s*((?:;[^,;"]*(?:"(?:[^"\\\\]|\\\\.)*"[^,;"]*)*)*)`, 'y');
const PARAMETER = new RegExp(`;\\s*(${TOKEN})(?:\\s*=\\s*(${WORD}))?\\s*`, 'g');

/** Reads a `Prefer` field value: preferences by name, the first of each (RFC 7240 §2). A member that is none is skipped. */
export function parsePrefer(field: string): ReadonlyMap<string, Preference> {
  const found = new Map<string, Preference>();
  for (let at = 0; at < field.length;) {
    PREFERENCE.lastIndex = at;
    const [, name, value, rest = ''] = PREFERENCE.exec(field) ?? [];
    const end = name === undefined ? at : PREFERENCE.lastIndex;
    const comma = field.indexOf(',', end);
    const next = comma < 0 ? field.length : comma;
    const whole = name !== undefined && field.slice(end, next).trim() === '';
    if (whole && !found.has(name.toLowerCase())) {
      const parameters = new Map<string, string>();
      for (const [, key = '', word] of rest.matchAll(PARAMETER)) {
        if (!parameters.has(key.toLowerCase())) parameters.set(key.toLowerCase(), unquote(word));
      }
      found.set(name.toLowerCase(), { value: unquote(value), parameters });
    }
    at = next + 1;
  }
  return found;
}

function unquote(word = ''): string {
  return word.startsWith('"') ? word.slice(1, -1).replaceAll(/\\(.)/g, '$1') : word;
}

const IN_QUERY = ['code', 'example', 'dynamic', 'seed'];

function* preferencesInQuery(url: string): Generator<readonly [string, Preference]> {
  const query = new URLSearchParams(url.slice(url.indexOf('?')));
  for (const name of IN_QUERY) {
    const value = query.get(`__${name}`);
    if (value !== null) yield [name, { value: value.replaceAll(/\p{Cc}/gu, ''), parameters: new Map() }];
  }
}
