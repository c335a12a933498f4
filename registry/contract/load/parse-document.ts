import { InterlockError } from '../../../errors.ts';
import { decodeText } from './decode-text.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import type { ReadLimits } from './read-limits.ts';
import { surveyDocument, type Survey } from './survey-document.ts';

/** A parsed file: its value, what a walk over it found, and its text for positions. */
export interface ParsedDocument {
  readonly text: string;
  readonly value: unknown;
  readonly survey: Survey;
  /** Was the text parsed as JSON? */
  readonly isJson: boolean;
}

/**
 * Parses the bytes of a file. `.json` is JSON; anything else is YAML, of which JSON is a part.
 *
 * @throws DOCUMENT_MALFORMED with line and column, DOCUMENT_TOO_LARGE.
 */
export function parseDocument(bytes: Uint8Array, file: string, limits: ReadLimits): ParsedDocument {
  if (bytes.length > limits.documentBytes) {
    const detail = `the file has ${bytes.length} bytes, the limit is ${limits.documentBytes} (limits.documentBytes in interlock.config.yaml)`;
    throw new InterlockError('DOCUMENT_TOO_LARGE', detail, { place: { file } });
  }
  const text = decodeText(bytes, file);
  const isJson = /\.json$/i.test(file);
  const value = isJson ? parseJson(text, file) : parseYaml(text, file, limits);
  return { text, value, isJson, survey: surveyDocument(value, file, limits) };
}
