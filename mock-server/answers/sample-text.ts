import type { SchemaObject } from '../../registry/contract/index.ts';
import { samplePattern } from './sample-pattern.ts';
import { pickInteger } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Writes a text that fits `format`, `pattern`, `minLength` and `maxLength`, or undefined when none was found. */
export function sampleText(schema: SchemaObject, random: SeededRandom): string | undefined {
  const minimum = numberOr(schema['minLength'], 0);
  const maximum = numberOr(schema['maxLength'], Infinity);
  const fits = (text: string | undefined): text is string => {
    if (text === undefined) return false;
    const length = [...text].length;
    return length >= minimum && length <= maximum;
  };
  if (typeof schema['pattern'] === 'string') {
    const pattern = new RegExp(schema['pattern'], 'u');
    const formatted = FORMATS[String(schema['format'])]?.(random);
    if (fits(formatted) && pattern.test(formatted)) return formatted;
    for (const extra of [minimum > 0 ? 1 : 0, 0, 1, 3, 7, 15, Math.min(minimum, 4096)]) {
      const text = samplePattern(schema['pattern'], random, extra);
      if (fits(text)) return text;
    }
    return undefined;
  }
  const formatted = FORMATS[String(schema['format'])]?.(random);
  if (formatted !== undefined) return fits(formatted) ? formatted : undefined;
  return sampleWord(minimum, Math.min(maximum, 65536), random);
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function sampleWord(minimum: number, maximum: number, random: SeededRandom): string {
  const length = Math.max(Math.min(8, maximum), minimum);
  return Array.from({ length }, () => LETTERS[pickInteger(random, 0, 25)]).join('');
}

const EPOCH_MS = Date.UTC(2026, 0, 1);
const YEAR_SECONDS = 365 * 24 * 3600;

function sampleInstant(random: SeededRandom): string {
  return new Date(EPOCH_MS + pickInteger(random, 0, YEAR_SECONDS) * 1000).toISOString();
}

/** A UUID of version 4 (RFC 9562 §5.4) whose bits the seed decides. */
export function sampleUuid(random: SeededRandom): string {
  const hex = Array.from({ length: 32 }, (_, index) =>
    index === 12 ? '4' : index === 16 ? '89ab'[pickInteger(random, 0, 3)] : pickInteger(random, 0, 15).toString(16),
  ).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const FORMATS: Readonly<Record<string, (random: SeededRandom) => string>> = {
  'date-time': (random) => sampleInstant(random).replace('.000Z', 'Z'),
  date: (random) => sampleInstant(random).slice(0, 10),
  time: (random) => sampleInstant(random).slice(11, 19) + 'Z',
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
  decimal: (random) => `${pickInteger(random, 1, 999)}.${String(pickInteger(random, 0, 99)).padStart(2, '0')}`,
  'json-pointer': (random) => `/${sampleWord(6, 6, random)}`,
  'relative-json-pointer': () => '0',
  regex: () => '^[a-z]+$',
};

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
