import type { Headers } from '../../compiled-contract.ts';

/** Header fields by lower-case name. Several field lines of one name are one value, joined by commas (RFC 9110 §5.2); cookies by semicolons. */
export interface HeaderFields {
  get(lowerCaseName: string): string | undefined;
}

const NO_FIELDS: HeaderFields = { get: () => undefined };

/** Reads headers without regard to the case of their names. Nothing is copied until a name isn't found as it stands. */
export function readHeaderFields(headers: Headers | undefined): HeaderFields {
  if (headers === undefined) return NO_FIELDS;
  let lowered: Map<string, string | readonly string[]> | undefined;
  return {
    get(name) {
      const direct = Object.hasOwn(headers, name) ? headers[name] : undefined;
      if (direct !== undefined) return joinFields(name, direct);
      lowered ??= lowerNames(headers);
      const value = lowered.get(name);
      return value === undefined ? undefined : joinFields(name, value);
    },
  };
}

function lowerNames(headers: Headers): Map<string, string | readonly string[]> {
  const lowered = new Map<string, string | readonly string[]>();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) lowered.set(name.toLowerCase(), value);
  }
  return lowered;
}

function joinFields(name: string, value: string | readonly string[]): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(name === 'cookie' ? '; ' : ', ') : String(value);
}
