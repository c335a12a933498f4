import { decodeCharset } from './charset.ts';

/**
 * The text of an XML document. Its encoding is the charset of its media type, else that of the byte order mark, else what the XML declaration says, else
 * UTF-8 (RFC 7303 §3). `text` is undefined when the bytes are not valid in it.
 */
export function readXmlText(
  bytes: Uint8Array,
  charset: string | undefined,
): { readonly text: string | undefined; readonly encoding: string | undefined } {
  const encoding = charset ?? markedCharset(bytes) ?? declaredCharset(bytes);
  return { text: decodeCharset(bytes, encoding), encoding };
}

function markedCharset([first, second]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1');
  return /^(?:\xEF\xBB\xBF)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
}
