import type { Contract, MediaType, Schema } from '../../../registry/contract/index.ts';
import { knownJsonText } from '../../answers/json-text.ts';
import { isObject } from '../../answers/schema-shape.ts';
import { holdsStructures, isJson, isXml } from '../../answers/structured-media.ts';
import { writeCsv } from './write-csv.ts';
import { writeEvents } from '../write-events.ts';
import { writeMultipart } from './write-multipart.ts';
import { writeXml } from './write-xml.ts';

/**
 * Writes a value as a media type: JSON, XML by the schema's `xml` members, forms and multipart bodies, comma-separated values, lines of JSON,
 * server-sent events, YAML; a text and bytes as they are.
 *
 * @param encoding of the parts of a multipart body
 * @returns undefined when the value cannot stand in the media type.
 */
export function writeBody(
  contract: Contract,
  schema: Schema,
  mediaType: string,
  value: unknown,
  encoding?: MediaType['encoding'],
): string | Uint8Array | undefined {
  const essence = mediaType.split(';', 1)[0]?.trim() ?? '';
  if (value instanceof Uint8Array) return holdsStructures(essence) ? undefined : value;
  if (isJson(essence)) return knownJsonText(value);
  if (typeof value === 'string') return value;
  if (isXml(essence)) return writeXml(contract, schema, value);
  if (essence.startsWith('multipart/')) return writeMultipart(contract, schema, mediaType, value, encoding);
  switch (essence) {
    case 'application/x-www-form-urlencoded':
      return isObject(value) ? new URLSearchParams(Object.entries(value).map(fieldOf)).toString() : undefined;
    case 'text/csv':
      return writeCsv(contract, schema, value);
    case 'application/x-ndjson':
    case 'application/jsonl':
    case 'application/json-lines':
      return linesOf(value, '', '\n');
    case 'application/json-seq':
      return linesOf(value, '\u001E', '\n');
    case 'text/event-stream':
      return writeEvents(value);
    default:
      if (/[/+](x-)?yaml$/.test(essence)) return `${JSON.stringify(value, undefined, 2)}\n`;
      return isObject(value) || Array.isArray(value) ? undefined : String(value);
  }
}

function linesOf(value: unknown, before: string, after: string): string {
  return [value]
    .flat()
    .map((line) => `${before}${JSON.stringify(line)}${after}`)
    .join('');
}

function fieldOf([name, value]: readonly [string, unknown]): [string, string] {
  return [name, typeof value === 'object' ? JSON.stringify(value) : String(value)];
}
