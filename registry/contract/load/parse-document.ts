import { InterlockError } from '../../../errors.ts';
import { checkDepth } from './check-expansion.ts';
import { decodeText } from './decode-text.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import type { ReadLimits } from './read-limits.ts';

/** A parsed file: its value, and its text for positions. */
export interface ParsedDocument {
  readonly text: string;
  readonly value: unknown;
}

/**
 * Parses the bytes of a file. `.json` is JSON; anything else is YAML, of which JSON is a part.
 *
 * @throws DOCUMENT_MALFORMED with line and column, DOCUMENT_TOO_LARGE.
 */
export function parseDocument(bytes: Uint8Array, file: string, limits: ReadLimits): ParsedDocument {
  if (bytes.length > limits.documentBytes) {
    const detail = `the file has ${bytes.length} bytes, the limit is ${limits.documentBytes}`;
    throw new InterlockError('DOCUMENT_TOO_LARGE', detail, { place: { file } });
  }
  const text = decodeText(bytes, file);
  if (!/\.json$/i.test(file)) return { text, value: parseYaml(text, file, limits) };
  const value = parseJson(text, file);
  checkDepth(value, file, limits);
  return { text, value };
}
