import type { MediaType } from '../../contract.ts';
import type { TextReader } from '../text/text-reader.ts';
import type { BodyReading } from './body-reading.ts';
import { decodeCharset } from './charset.ts';
import { readForm } from './form-body.ts';
import { readJson } from './json-text.ts';
import { parseMediaType } from './media-type.ts';
import { readMultipart } from './multipart-body.ts';

/**
 * Reads a body by the media type it was sent with: JSON (also `+json`), forms, multipart forms and text. Every other type, XML among
 * them, stays bytes, which no schema judges.
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
  if (essence === 'multipart/form-data') return readMultipart(bytes, parsed?.parameters.get('boundary'), mediaType, reader);
  if (essence !== 'application/x-www-form-urlencoded' && (parsed?.type !== 'text' || parsed.subtype === 'xml')) return { opaque: bytes };
  const text = decodeCharset(bytes, parsed?.parameters.get('charset'));
  if (text === undefined) return { malformed: `it is not valid ${parsed?.parameters.get('charset') ?? 'UTF-8'} text` };
  if (parsed?.type !== 'text') return readForm(text, mediaType, reader);
  const value = reader.read(text, reader.only(mediaType.schema));
  return { value, judged: value };
}
