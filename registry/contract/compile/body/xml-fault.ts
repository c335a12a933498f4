import { createRequire } from 'node:module';
import { decodeCharset } from './charset.ts';

const require = createRequire(import.meta.url);

/** Larger documents are not looked at, in bytes: checking takes some tenths of a second a megabyte. */
const MAX_CHECKED_BYTES = 4 * 1024 * 1024;

/**
 * Why bytes are no well-formed XML, as far as fast-xml-parser sees it, without what stands in them; undefined when they are. The charset is that of the
 * media type, else that of the byte order mark, else what the XML declaration says, else UTF-8 (RFC 7303 §3). fast-xml-parser is loaded with the
 * first document.
 */
export function findXmlFault(bytes: Uint8Array, charset: string | undefined): string | undefined {
  if (bytes.length > MAX_CHECKED_BYTES) return undefined;
  const encoding = charset ?? markedCharset(bytes) ?? declaredCharset(bytes);
  const text = decodeCharset(bytes, encoding);
  if (text === undefined) return `it is not valid ${encoding ?? 'UTF-8'} text`;
  const { XMLValidator } = require('fast-xml-parser') as typeof import('fast-xml-parser');
  const said = XMLValidator.validate(text);
  if (said === true) return undefined;
  const { line, col } = said.err as { readonly line?: number; readonly col?: number };
  return `it is not well-formed XML${line === undefined ? '' : `, at line ${line}${col === undefined ? '' : `, column ${col}`}`}`;
}

function markedCharset([first, second]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1');
  return /^(?:\xEF\xBB\xBF)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
}
