import type { MediaType } from '../../contract.ts';
import { getMember, setMember } from '../text/set-member.ts';
import type { Alternatives } from '../text/shape.ts';
import type { TextReader } from '../text/text-reader.ts';
import type { BodyReading } from './body-reading.ts';
import { decodeCharset } from './charset.ts';
import { readJson } from './json-text.ts';
import { fallsUnder, isJsonMediaType, parseMediaType } from './media-type.ts';
import { type FormPart, parseMultipart } from './parse-multipart.ts';

/**
 * Reads a multipart/form-data body. A part is read by its own Content-Type, else by that of its Encoding Object, else as OpenAPI 3.1
 * §4.8.15.1 has it: objects as JSON, everything else as text. Other parts stay bytes. Encoding `headers` are not judged.
 */
export function readMultipart(bytes: Uint8Array, boundary: string | undefined, mediaType: MediaType, reader: TextReader): BodyReading {
  if (boundary === undefined || boundary === '') return { malformed: 'its Content-Type names no boundary' };
  const parsed = parseMultipart(bytes, boundary);
  if ('malformed' in parsed) return parsed;
  const shape = reader.shape(reader.only(mediaType.schema));
  const value: Record<string, unknown> = {};
  const judged: Record<string, unknown> = {};
  const byName = Map.groupBy(parsed.parts, (part) => part.name);
  for (const [name, parts] of byName) {
    const alternatives = shape.properties.get(name) ?? shape.otherProperties;
    const property = reader.shape(alternatives);
    const isList = parts.length > 1 || (property.types?.has('array') === true && property.types.size === 1 && !isJsonPart(parts[0]));
    const expected = getMember(mediaType.encoding, name) as Readonly<Record<string, unknown>> | undefined;
    const readings = parts.map((part) => readPart(part, isList ? property.items : alternatives, expected?.['contentType'], reader));
    const malformed = readings.find((reading) => 'malformed' in reading);
    if (malformed !== undefined) return malformed;
    const read = readings as readonly PartValue[];
    setMember(value, name, isList ? read.map((part) => part.value) : read[0]?.value);
    setMember(judged, name, isList ? read.map((part) => part.judged) : read[0]?.judged);
  }
  return { value, judged };
}

interface PartValue {
  readonly value: unknown;
  readonly judged: unknown;
}

function isJsonPart(part: FormPart | undefined): boolean {
  return part?.contentType !== undefined && isJsonMediaType(part.contentType);
}

function readPart(
  part: FormPart,
  alternatives: Alternatives,
  expected: unknown,
  reader: TextReader,
): PartValue | { readonly malformed: string } {
  const ranges = typeof expected === 'string' ? expected.split(',').map((range) => range.trim()) : [];
  const given = part.contentType === undefined ? undefined : parseMediaType(part.contentType);
  const isExpected = ranges.length === 0 || given === undefined || ranges.some((range) => isUnder(given, range));
  if (!isExpected) return { malformed: `its part '${part.name}' is of another type than ${ranges.join(' or ')}` };
  const types = reader.shape(alternatives).types;
  const assumed =
    ranges.length === 1 && !String(ranges[0]).includes('*')
      ? ranges[0]
      : types?.has('object') && !types.has('string')
        ? 'application/json'
        : 'text/plain';
  const contentType = part.contentType ?? (part.filename === undefined ? assumed : 'application/octet-stream') ?? 'text/plain';
  if (isJsonMediaType(contentType)) {
    const reading = readJson(part.bytes);
    return 'malformed' in reading
      ? { malformed: `its part '${part.name}' cannot be read: ${reading.malformed}` }
      : { value: reading.value, judged: reading.value };
  }
  const mediaType = parseMediaType(contentType);
  if (mediaType?.type === 'text') {
    const text = decodeCharset(part.bytes, mediaType.parameters.get('charset'));
    if (text === undefined) return { malformed: `its part '${part.name}' is not valid text of its charset` };
    const value = reader.read(text, alternatives);
    return { value, judged: value };
  }
  return { value: part.bytes, judged: Buffer.from(part.bytes).toString('latin1') };
}

function isUnder(given: NonNullable<ReturnType<typeof parseMediaType>>, range: string): boolean {
  const declared = parseMediaType(range);
  return declared !== undefined && fallsUnder(given, declared);
}
