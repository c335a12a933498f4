/** A regular expression as source and flags. */
export type Expression = readonly [source: string, flags: string];

const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const SAFE_DAY = '(?:0[1-9]|1\\d|2[0-8])';
const MONTH = '(?:0[1-9]|1[0-2])';
const OFFSET = '(?:[zZ]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
const TIME = `(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?${OFFSET}`;
const SAFE_TIME = `(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?${OFFSET}`;
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,10}[a-zA-Z0-9])?';
const ASCII = '[!-~]';

/**
 * Regular languages around the formats whose validators are no plain regular expressions: every text of the format is in `over`, every
 * text in `under` is of the format.
 */
export const FORMAT_BOUNDS: Readonly<Record<string, { readonly over?: Expression; readonly under?: Expression }>> = {
  date: { over: [`^\\d{4}-${MONTH}-${DAY}$`, 'u'], under: [`^\\d{4}-${MONTH}-${SAFE_DAY}$`, 'u'] },
  time: { over: [`^${TIME}$`, 'u'], under: [`^${SAFE_TIME}$`, 'u'] },
  'date-time': {
    over: [`^\\d{4}-${MONTH}-${DAY}[tT]${TIME}$`, 'u'],
    under: [`^\\d{4}-${MONTH}-${SAFE_DAY}[tT]${SAFE_TIME}$`, 'u'],
  },
  uri: {
    over: [`^[a-zA-Z][a-zA-Z0-9+.-]*:${ASCII}+$`, 'u'],
    under: [`^https?://${LABEL}(?:\\.${LABEL}){0,3}(?:/[a-zA-Z0-9._~-]*)*$`, 'u'],
  },
  iri: { under: [`^https?://${LABEL}(?:\\.${LABEL}){0,3}(?:/[a-zA-Z0-9._~-]*)*$`, 'u'] },
  'iri-reference': { under: ['^(?:/[a-zA-Z0-9._~-]*)*$', 'u'] },
  hostname: { over: [`^[a-zA-Z0-9][a-zA-Z0-9.-]{0,253}$`, 'u'], under: [`^${LABEL}(?:\\.${LABEL}){0,3}$`, 'u'] },
  'idn-hostname': { under: [`^${LABEL}(?:\\.${LABEL}){0,3}$`, 'u'] },
  'idn-email': {
    over: ['^[^\\s@"(),:;<>[\\]\\\\]+@[^\\s@"(),:;<>[\\]\\\\]+$', 'u'],
    under: ['^[a-zA-Z0-9.+_-]{1,20}@[a-zA-Z0-9.-]{1,40}$', 'u'],
  },
  byte: {
    over: ['^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$', 'u'],
    under: ['^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$', 'u'],
  },
  'uri-template': { over: [`^[^\\x00-\\x20"'<>\\\\^\`|]*$`, 'u'], under: ['^(?:[a-zA-Z0-9/._~-]|\\{[a-z]+\\})*$', 'u'] },
  'json-pointer': { over: ['^(?:/(?:[^~/]|~0|~1)*)*$', 'u'], under: ['^(?:/(?:[^~/]|~0|~1)*)*$', 'u'] },
  'relative-json-pointer': {
    over: ['^(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)$', 'u'],
    under: ['^(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)$', 'u'],
  },
  regex: { under: ['^[a-zA-Z0-9 ]*$', 'u'] },
};

/** Texts of the formats, as people write them. */
export const FORMAT_SAMPLES: Readonly<Record<string, readonly string[]>> = {
  date: ['2024-01-31', '2024-02-29', '1999-12-31'],
  'date-time': ['2024-01-31T12:00:00Z', '2024-01-31T12:00:00.123Z', '2024-01-31T12:00:00+01:00', '2024-02-29t23:59:60z'],
  time: ['12:00:00Z', '12:00:00.5+01:00'],
  duration: ['P1D', 'PT1H', 'P2W', 'P1Y2M3DT4H5M6S'],
  uri: ['https://example.com/a', 'urn:a', 'https://example.com/a?b=c#d', 'mailto:a@example.com', 'http://a'],
  'uri-reference': ['/a', 'a', '', 'https://example.com/a', '#a', '../a?b'],
  iri: ['https://example.com/a', 'urn:a', 'https://example.com/ä'],
  'iri-reference': ['/a', 'a', '', '/ä', 'https://example.com/ä'],
  'uri-template': ['/a/{b}', '/a', ''],
  email: ['a@example.com', 'jane.doe+x@example.com'],
  'idn-email': ['a@example.com', 'jäne@exämple.com'],
  hostname: ['example.com', 'localhost', 'a'],
  'idn-hostname': ['example.com', 'exämple.com', 'a'],
  ipv4: ['127.0.0.1', '192.0.2.255'],
  ipv6: ['::1', '2001:db8::1', '2001:db8:0:0:0:0:0:1'],
  uuid: ['123e4567-e89b-12d3-a456-426614174000', '123E4567-E89B-12D3-A456-426614174000'],
  'json-pointer': ['', '/a', '/a/b~1c'],
  'relative-json-pointer': ['0', '1/a', '0#'],
  regex: ['^a+$', 'a'],
  byte: ['', 'YQ==', 'YWJj', 'YWJjZA=='],
  base64url: ['', 'YQ', 'YWJj', 'a-_b'],
  decimal: ['1.50', '0', '-0.1', '12345.67'],
};

/** Formats that hold another whole: each by what it is in. A text of the first is of the second, too. */
export const FORMAT_INCLUSIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['uri', ['uri-reference', 'iri', 'iri-reference']],
  ['uri-reference', ['iri-reference']],
  ['iri', ['iri-reference']],
]);
