import { createRequire } from 'node:module';
import { isInternetDate, isInternetDateTime, isInternetTime } from './internet-time.ts';

/** How a format is judged: of strings, or of numbers. Values of another type always pass (JSON Schema 2020-12 Validation §7.1). */
export type FormatRule =
  | { readonly type: 'string'; readonly validate: RegExp | ((text: string) => boolean) }
  | { readonly type: 'number'; readonly validate: (value: number) => boolean };

const require = createRequire(import.meta.url);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const BASE64_URL = /^[A-Za-z0-9_-]*={0,2}$/;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;
const DURATION = /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)$/;
const INTERNATIONAL_EMAIL = /^[^\s@"(),:;<>[\]\\]{1,64}@[^\s@"(),:;<>[\]\\]{1,253}$/u;
const INTERNATIONAL_HOSTNAME =
  /^(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?)*$/u;
const ASCII_ONLY = /[^ -~]/g;

let known: ReadonlyMap<string, FormatRule> | undefined;

/**
 * Every format that is judged, by name: those of JSON Schema 2020-12 §7.3 and of the OpenAPI format registry that constrain a value. Names
 * that are missing here are annotations.
 */
export function knownFormats(): ReadonlyMap<string, FormatRule> {
  known ??= createFormats();
  return known;
}

function createFormats(): ReadonlyMap<string, FormatRule> {
  const { fullFormats } = require('ajv-formats/dist/formats.js') as {
    fullFormats: Record<
      | 'uri'
      | 'uri-reference'
      | 'uri-template'
      | 'email'
      | 'hostname'
      | 'ipv4'
      | 'ipv6'
      | 'regex'
      | 'json-pointer'
      | 'relative-json-pointer',
      RegExp | ((text: string) => boolean)
    >;
  };
  const reference = schemeBeforeColon(fullFormats['uri-reference'] as RegExp);
  const text = (validate: RegExp | ((text: string) => boolean)): FormatRule => ({ type: 'string', validate });
  const whole = (lowest: number, highest: number): FormatRule => ({
    type: 'number',
    validate: (value) => Number.isInteger(value) && value >= lowest && value <= highest,
  });
  const passes = (rule: RegExp | ((text: string) => boolean), value: string) => (rule instanceof RegExp ? rule.test(value) : rule(value));
  const international = (rule: RegExp | ((text: string) => boolean)) => text((value) => passes(rule, value.replace(ASCII_ONLY, 'x')));
  return new Map<string, FormatRule>([
    ['date', text(isInternetDate)],
    ['date-time', text(isInternetDateTime)],
    ['time', text(isInternetTime)],
    ['duration', text(DURATION)],
    ['uri', text(fullFormats.uri)],
    ['uri-reference', text(reference)],
    ['iri', international(fullFormats.uri)],
    ['iri-reference', international(reference)],
    ['uri-template', text(fullFormats['uri-template'])],
    ['email', text(fullFormats.email)],
    ['idn-email', text(INTERNATIONAL_EMAIL)],
    ['hostname', text(fullFormats.hostname)],
    ['idn-hostname', text(INTERNATIONAL_HOSTNAME)],
    ['ipv4', text(fullFormats.ipv4)],
    ['ipv6', text(fullFormats.ipv6)],
    ['uuid', text(UUID)],
    ['json-pointer', text(fullFormats['json-pointer'])],
    ['relative-json-pointer', text(fullFormats['relative-json-pointer'])],
    ['regex', text(fullFormats.regex)],
    ['byte', text(BASE64)],
    ['base64url', text(BASE64_URL)],
    ['decimal', text(DECIMAL)],
    ['int8', whole(-128, 127)],
    ['uint8', whole(0, 255)],
    ['int16', whole(-32_768, 32_767)],
    ['uint16', whole(0, 65_535)],
    ['int32', whole(-(2 ** 31), 2 ** 31 - 1)],
    ['uint32', whole(0, 2 ** 32 - 1)],
    ['int64', whole(-(2 ** 63), 2 ** 63)],
    ['uint64', whole(0, 2 ** 64)],
    ['double-int', whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)],
  ]);
}

/** Only a scheme may stand before a colon in the first segment of a reference (RFC 3986 §4.2), which the expression of ajv-formats forgets. */
function schemeBeforeColon({ source }: RegExp): RegExp {
  return new RegExp(`^(?=[a-z][a-z0-9+.-]*:|[^:/?#]*(?:[/?#]|$))(?:${source})`, 'i');
}
