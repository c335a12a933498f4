import type { Contract, Schema } from '../../registry/contract/index.ts';
import { knownJsonText } from '../answers/json-text.ts';
import { isObject } from '../answers/schema-shape.ts';
import { isJson } from '../answers/success-response.ts';
import { writeXml } from './write-xml.ts';

/**
 * Writes a value as a media type: JSON, XML by the schema's `xml` members, forms, lines of JSON, server-sent events; a text as it is.
 *
 * @returns undefined when the value cannot stand in the media type.
 */
export function writeBody(contract: Contract, schema: Schema, mediaType: string, value: unknown): string | undefined {
  const essence = mediaType.split(';', 1)[0]?.trim() ?? '';
  if (isJson(essence)) return knownJsonText(value);
  if (typeof value === 'string') return value;
  if (/[/+]xml$/.test(essence)) return writeXml(contract, schema, value);
  switch (essence) {
    case 'application/x-www-form-urlencoded':
      return isObject(value) ? new URLSearchParams(Object.entries(value).map(fieldOf)).toString() : undefined;
    case 'application/x-ndjson':
    case 'application/jsonl':
    case 'application/json-lines':
      return [value]
        .flat()
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('');
    case 'application/json-seq':
      return [value]
        .flat()
        .map((record) => `\u001E${JSON.stringify(record)}\n`)
        .join('');
    case 'text/event-stream':
      return [value]
        .flat()
        .map((event) => `data: ${JSON.stringify(event)}\n\n`)
        .join('');
    default:
      return isObject(value) || Array.isArray(value) ? undefined : String(value);
  }
}

function fieldOf([name, value]: readonly [string, unknown]): [string, string] {
  return [name, typeof value === 'object' ? JSON.stringify(value) : String(value)];
}
