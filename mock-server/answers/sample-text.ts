import { compilePattern } from '../../registry/contract/index.ts';
import type { SchemaObject } from '../../registry/contract/index.ts';
import { sampleInstant } from './realistic/dates-in-order.ts';
import type { MemberPlace } from './realistic/member-place.ts';
import { numberOr } from './number-or.ts';
import { plainWords, realisticTexts, sampleAmount } from './realistic/realistic-text.ts';
import { samplePattern } from './sample-pattern.ts';
import { pickInteger } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * Writes a text that fits `format`, `pattern`, `minLength` and `maxLength`, or undefined when none was found. What its place says of its meaning
 * counts where it fits.
 */
export function sampleText(schema: SchemaObject, random: SeededRandom, place: MemberPlace): string | undefined {
  const minimum = numberOr(schema['minLength'], 0);
  const maximum = numberOr(schema['maxLength'], Infinity);
  const expression = typeof schema['pattern'] === 'string' ? compilePattern(schema['pattern']) : undefined;
  const pattern = expression && String(schema['pattern']);
  const fits = (text: string | undefined): text is string => {
    if (text === undefined || expression?.test(text) === false) return false;
    const length = [...text].length;
    return length >= minimum && length <= maximum;
  };
  const format = String(schema['format']);
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  const meant =
    !known || MEANT_BY_NAME.has(format) ? realisticTexts(place, random).find((text) => fits(text) && hasForm(format, text)) : undefined;
  if (meant !== undefined) return meant;
  const formatted = known?.(random, place);
  if (fits(formatted)) return formatted;
  const plain = pattern === undefined && !known ? plainWords(random) : undefined;
  if (fits(plain)) return plain;
  if (pattern === undefined) return known ? undefined : sampleWord(minimum, Math.min(maximum, 65536), random);
  for (const extra of [minimum > 0 ? 1 : 0, 0, 1, 3, 7, 15, Math.min(minimum, 4096)]) {
    const text = samplePattern(pattern, random, extra);
    if (fits(text)) return text;
  }
  return undefined;
}

/** Formats of which a name tells more. */
const MEANT_BY_NAME = new Set(['email', 'idn-email', 'decimal']);

function hasForm(format: string, text: string): boolean {
  return format === 'decimal' ? /^\d+\.\d+$/.test(text) : !format.endsWith('email') || text.includes('@');
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function sampleWord(minimum: number, maximum: number, random: SeededRandom): string {
  const length = Math.max(Math.min(8, maximum), minimum);
  return Array.from({ length }, () => LETTERS[pickInteger(random, 0, 25)]).join('');
}

/** A UUID of version 4 (RFC 9562 §5.4) whose bits the seed decides. */
export function sampleUuid(random: SeededRandom): string {
  const hex = Array.from({ length: 32 }, (_, index) =>
    index === 12 ? '4' : index === 16 ? '89ab'[pickInteger(random, 0, 3)] : pickInteger(random, 0, 15).toString(16),
  ).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const FORMATS: Readonly<Record<string, (random: SeededRandom, place: MemberPlace) => string>> = {
  'date-time': (random, place) => sampleInstant(place, random).toISOString().replace('.000Z', 'Z'),
  date: (random, place) => sampleInstant(place, random).toISOString().slice(0, 10),
  time: (random, place) => `${sampleInstant(place, random).toISOString().slice(11, 19)}Z`,
  duration: (random) => `PT${pickInteger(random, 1, 59)}M`,
  uuid: sampleUuid,
  email: (random) => `${sampleWord(6, 6, random)}@example.com`,
  'idn-email': (random) => `${sampleWord(6, 6, random)}@example.com`,
  uri: (random) => `https://example.com/${sampleWord(6, 6, random)}`,
  url: (random) => `https://example.com/${sampleWord(6, 6, random)}`,
  iri: (random) => `https://example.com/${sampleWord(6, 6, random)}`,
  'uri-reference': (random) => `/${sampleWord(6, 6, random)}`,
  'iri-reference': (random) => `/${sampleWord(6, 6, random)}`,
  'uri-template': (random) => `/${sampleWord(6, 6, random)}/{id}`,
  hostname: (random) => `${sampleWord(6, 6, random)}.example.com`,
  'idn-hostname': (random) => `${sampleWord(6, 6, random)}.example.com`,
  ipv4: (random) => `192.0.2.${pickInteger(random, 1, 254)}`,
  ipv6: (random) => `2001:db8::${pickInteger(random, 1, 0xffff).toString(16)}`,
  byte: (random) => Buffer.from(sampleWord(6, 6, random)).toString('base64'),
  decimal: sampleAmount,
  'json-pointer': (random) => `/${sampleWord(6, 6, random)}`,
  'relative-json-pointer': () => '0',
  regex: () => '^[a-z]+$',
};
