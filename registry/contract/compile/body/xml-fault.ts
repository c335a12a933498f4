import { createRequire } from 'node:module';
import { readXmlText } from './xml-text.ts';

const require = createRequire(import.meta.url);

/** Larger documents are not looked at, in bytes: checking takes some tenths of a second a megabyte. */
const MAX_CHECKED_BYTES = 4 * 1024 * 1024;

/**
 * Why bytes are no well-formed XML, as far as fast-xml-parser sees it, without what stands in them; undefined when they are. The charset is found
 * as by `readXmlText`. fast-xml-parser is loaded with the first document.
 */
export function findXmlFault(bytes: Uint8Array, charset: string | undefined): string | undefined {
  if (bytes.length > MAX_CHECKED_BYTES) return undefined;
  const { text, encoding } = readXmlText(bytes, charset);
  if (text === undefined) return `it is not valid ${encoding ?? 'UTF-8'} text`;
  const { XMLValidator } = require('fast-xml-parser') as typeof import('fast-xml-parser');
  const said = XMLValidator.validate(text);
  if (said === true) return undefined;
  const { line, col } = said.err as { readonly line?: number; readonly col?: number };
  return `it is not well-formed XML${line === undefined ? '' : `, at line ${line}${col === undefined ? '' : `, column ${col}`}`}`;
}
