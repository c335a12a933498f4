import type { MediaType } from '../../contract.ts';
import type { TextReader } from '../text/text-reader.ts';
import type { BodyReading } from './body-reading.ts';
import { decodeCharset } from './charset.ts';
import { readForm } from './form-body.ts';
import { readJson } from './json-text.ts';
import { parseMediaType } from './media-type.ts';
import { readMultipart } from './multipart-body.ts';
import { findXmlFault } from './xml-fault.ts';

/**
 * Reads a body by the media type it was sent with: JSON (also `+json`), forms, multipart forms and text. Every other type stays bytes, which no
 * schema judges, and so does text that stands for objects or lists (`text/csv`); XML (also `+xml`) must be well-formed.
 *
 * @param mediaType what the contract declares for it; its schema tells what the text of forms is read as.
 */
export function readBody(bytes: Uint8Array, contentType: string, mediaType: MediaType, reader: TextReader): BodyReading {
  const parsed = parseMediaType(contentType);
  const essence = `${parsed?.type}/${parsed?.subtype}`;
  if (parsed?.subtype === 'json' || parsed?.subtype.endsWith('+json')) {
    const reading = readJson(bytes);
    return 'value' in reading ? { value: reading.value, judged: reading.value } : reading;
  }
  if (parsed?.subtype === 'xml' || parsed?.subtype.endsWith('+xml')) {
    const malformed = findXmlFault(bytes, parsed.parameters.get('charset'));
    return malformed === undefined ? { opaque: bytes } : { malformed };
  }
  if (essence === 'multipart/form-data') return readMultipart(bytes, parsed?.parameters.get('boundary'), mediaType, reader);
  if (essence !== 'application/x-www-form-urlencoded' && parsed?.type !== 'text') return { opaque: bytes };
  const text = decodeCharset(bytes, parsed?.parameters.get('charset'));
  if (text === undefined) return { malformed: `it is not valid ${parsed?.parameters.get('charset') ?? 'UTF-8'} text` };
  if (parsed?.type !== 'text') return readForm(text, mediaType, reader);
  const alternatives = reader.only(mediaType.schema);
  if (parsed.subtype !== 'plain' && isStructure(reader.shape(alternatives).types)) return { opaque: bytes };
  const value = reader.read(text, alternatives);
  return { value, judged: value };
}

function isStructure(types: ReadonlySet<string> | undefined): boolean {
  return types !== undefined && types.size > 0 && [...types].every((type) => type === 'object' || type === 'array');
}
