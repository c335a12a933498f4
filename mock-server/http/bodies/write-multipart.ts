import type { Contract, MediaType, Schema } from '../../../registry/contract/index.ts';
import { isJson, MULTIPART_BOUNDARY } from '../../answers/structured-media.ts';
import { isObject, resolveSchema, shapeOf } from '../../answers/schema-shape.ts';

/** A part, with its name where it has one. */
interface Part {
  readonly name: string | undefined;
  readonly mediaType: string | undefined;
  readonly isFile: boolean;
  readonly text: string;
}

/**
 * Writes an object as a multipart body (RFC 7578 for `multipart/form-data`, else RFC 2046 §5.1), a part for each member, or a list as a part for each
 * item. Objects are JSON, files are of type application/octet-stream, unless the encoding says otherwise (OpenAPI 3.1 §4.8.15).
 *
 * @returns undefined for what has no parts, and where a part cannot be written as its type or holds the boundary.
 */
export function writeMultipart(
  contract: Contract,
  schema: Schema,
  mediaType: string,
  value: unknown,
  encoding: MediaType['encoding'] = {},
): string | undefined {
  const boundary = /;\s*boundary="?([^";]+)/i.exec(mediaType)?.[1] ?? MULTIPART_BOUNDARY;
  const parts = Array.isArray(value)
    ? value.map((item) => partOf(undefined, item, undefined, false))
    : partsOf(contract, schema, value, encoding);
  if (parts.length === 0 || !parts.every((part) => part !== undefined && !part.text.includes(`--${boundary}`))) return undefined;
  const isForm = mediaType.startsWith('multipart/form-data');
  return `${(parts as readonly Part[]).map((part) => `--${boundary}\r\n${headOf(part, isForm)}\r\n${part.text}\r\n`).join('')}--${boundary}--\r\n`;
}

function partsOf(contract: Contract, schema: Schema, value: unknown, encoding: MediaType['encoding']): readonly (Part | undefined)[] {
  if (!isObject(value)) return [];
  const { properties } = shapeOf(contract, schema);
  return Object.entries(value).flatMap(([name, member]) => {
    const declared = Object.hasOwn(encoding, name) ? encoding[name]?.['contentType'] : undefined;
    const property = properties.get(name) ?? true;
    const repeats = Array.isArray(member) && member.length > 0 && member.every((item) => typeof item !== 'object');
    const itemSchema = repeats ? (shapeOf(contract, property).items ?? true) : property;
    return (repeats ? (member as readonly unknown[]) : [member]).map((item) => partOf(name, item, declared, isFile(contract, itemSchema)));
  });
}

function partOf(name: string | undefined, value: unknown, declared: unknown, isFile: boolean): Part | undefined {
  const wanted = typeof declared === 'string' ? (declared.split(',')[0] ?? '').trim() : '';
  const concrete = wanted === '' || wanted.includes('*') ? undefined : wanted;
  if (typeof value === 'object' && value !== null) {
    const mediaType = concrete ?? 'application/json';
    return isJson(mediaType) ? { name, mediaType, isFile: false, text: JSON.stringify(value) } : undefined;
  }
  const text = value === null || value === undefined ? '' : String(value);
  const asJson = concrete !== undefined && isJson(concrete) ? (JSON.stringify(value) ?? '') : text;
  return { name, mediaType: concrete ?? (isFile ? 'application/octet-stream' : undefined), isFile, text: asJson };
}

function headOf({ name, mediaType, isFile }: Part, isForm: boolean): string {
  const said = name === undefined ? '' : `; name="${quoted(name)}"${isFile ? `; filename="${quoted(name)}"` : ''}`;
  const disposition = isForm || name !== undefined ? `Content-Disposition: ${isForm ? 'form-data' : 'attachment'}${said}\r\n` : '';
  const type = mediaType ?? (isForm ? undefined : 'text/plain; charset=utf-8');
  return disposition + (type === undefined ? '' : `Content-Type: ${type}\r\n`);
}

/** As browsers write names (WHATWG HTML §4.10.22.8). */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function isFile(contract: Contract, schema: Schema): boolean {
  const resolved = resolveSchema(contract, schema);
  if (typeof resolved !== 'object') return false;
  return resolved['format'] === 'binary' || (resolved['contentMediaType'] !== undefined && resolved['contentEncoding'] === undefined);
}
