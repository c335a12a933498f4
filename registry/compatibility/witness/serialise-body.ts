import type { MediaType } from '../../contract/index.ts';
import { isObject } from '../causes/is-object.ts';
import type { WireBody } from '../change.ts';
import { primitiveText, serialiseParameter } from './serialise-parameter.ts';

/** A body as it stands on the wire, and the Content-Type that says how to read it. */
export interface SerialisedBody {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const BOUNDARY = 'interlock-witness';

/**
 * Writes a value as a body of a concrete media type: JSON, forms, multipart forms, text; of XML, which no schema
 * judges, an element with the text; a text stands for the bytes of every other type.
 *
 * @param encoding of the declared media type, for forms.
 */
export function serialiseBody(value: unknown, contentType: string, encoding: MediaType['encoding']): SerialisedBody {
  const essence = contentType.split(';')[0]?.trim() ?? '';
  if (/[/+]json$/.test(essence)) return { contentType, bytes: Buffer.from(JSON.stringify(value)) };
  if (essence === 'application/x-www-form-urlencoded') return { contentType, bytes: Buffer.from(formText(value, encoding)) };
  if (essence === 'multipart/form-data') {
    return { contentType: `${essence}; boundary=${BOUNDARY}`, bytes: multipartBytes(value, encoding) };
  }
  if (/[/+]xml$/.test(essence)) return { contentType, bytes: Buffer.from(`<witness>${xmlText(primitiveText(value))}</witness>`) };
  return { contentType, bytes: Buffer.from(primitiveText(value)) };
}

/** Bytes as text where they are UTF-8, else as base64. */
export function wireBody(bytes: Uint8Array): WireBody {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
}

function formText(value: unknown, encoding: MediaType['encoding']): string {
  if (!isObject(value)) return encodeURIComponent(primitiveText(value).toWellFormed());
  return Object.entries(value)
    .flatMap(([name, member]) => {
      const declared = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
      const style = declared?.['style'] as 'form' | undefined;
      const isStyled = style !== undefined || declared?.['explode'] !== undefined;
      const plain = { name, in: 'query', allowReserved: declared?.['allowReserved'] === true } as const;
      const asJson = !isStyled && (isObject(member) || (Array.isArray(member) && member.some((item) => typeof item === 'object')));
      const text = asJson
        ? serialiseParameter({ ...plain, explode: false, mediaType: 'application/json' }, member)
        : serialiseParameter(
            { ...plain, style: style ?? 'form', explode: (declared?.['explode'] as boolean | undefined) ?? (style ?? 'form') === 'form' },
            member,
          );
      return text === undefined ? [] : [text];
    })
    .join('&');
}

function multipartBytes(value: unknown, encoding: MediaType['encoding']): Uint8Array {
  const parts = isObject(value) ? Object.entries(value) : [];
  const lines = parts.flatMap(([name, member]) => {
    const declared = Object.hasOwn(encoding, name) ? encoding[name]?.['contentType'] : undefined;
    const items = Array.isArray(member) && declared === undefined ? member : [member];
    return items.map((item) => partText(name, item, typeof declared === 'string' ? declared : undefined));
  });
  return Buffer.from(`${lines.join('')}--${BOUNDARY}--\r\n`);
}

function partText(name: string, value: unknown, declared: string | undefined): string {
  const concrete = declared?.split(',')[0]?.trim();
  const contentType =
    concrete !== undefined && !concrete.includes('*') ? concrete : typeof value === 'object' ? 'application/json' : undefined;
  const text = contentType !== undefined && /[/+]json$/.test(contentType) ? JSON.stringify(value) : primitiveText(value);
  const type = contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`;
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"\r\n${type}\r\n${text}\r\n`;
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
