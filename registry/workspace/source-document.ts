import type { Place } from '../../errors.ts';
import { DEFAULT_READ_LIMITS, parseDocument, PositionIndex } from '../contract/index.ts';

/** Longest file that may still say nothing. */
const BLANK_BYTES = 10_000;

/** A YAML or JSON file of settings, read: its value, and where each of its nodes stands. */
export interface SourceDocument {
  readonly value: unknown;
  /** Where the node at a JSON pointer stands, or its nearest ancestor that exists. The first call costs a parse. */
  locate(pointer: string): Place;
}

/** Parses YAML, or JSON in a `.json` file; a file of nothing, or of comments alone, is null. Throws DOCUMENT_MALFORMED and DOCUMENT_TOO_LARGE with their place. */
export function parseSource(bytes: Uint8Array, file: string): SourceDocument {
  if (isBlank(bytes)) return { value: null, locate: () => ({ file, line: 1, column: 1 }) };
  const { text, value } = parseDocument(bytes, file, DEFAULT_READ_LIMITS);
  let positions: PositionIndex | undefined;
  return {
    value,
    locate: (pointer) => ({ file, ...(positions ??= new PositionIndex(text, DEFAULT_READ_LIMITS.nestingDepth * 2)).find(pointer) }),
  };
}

function isBlank(bytes: Uint8Array): boolean {
  const lines = new TextDecoder().decode(bytes.subarray(0, BLANK_BYTES)).split('\n');
  return bytes.length <= BLANK_BYTES && lines.every((line) => /^(?:#.*|---)?$/.test(line.trim()));
}
