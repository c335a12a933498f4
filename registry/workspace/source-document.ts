import type { Place } from '../../errors.ts';
import { DEFAULT_READ_LIMITS, parseDocument, PositionIndex } from '../contract/index.ts';

/** A YAML or JSON file of settings, read: its value, and where each of its nodes stands. */
export interface SourceDocument {
  readonly value: unknown;
  /** Where the node at a JSON pointer stands, or its nearest ancestor that exists. The first call costs a parse. */
  locate(pointer: string): Place;
}

/** Parses YAML, or JSON in a `.json` file. Throws DOCUMENT_MALFORMED and DOCUMENT_TOO_LARGE with their place. */
export function parseSource(bytes: Uint8Array, file: string): SourceDocument {
  const { text, value } = parseDocument(bytes, file, DEFAULT_READ_LIMITS);
  let positions: PositionIndex | undefined;
  return {
    value,
    locate: (pointer) => ({ file, ...(positions ??= new PositionIndex(text, DEFAULT_READ_LIMITS.nestingDepth * 2)).find(pointer) }),
  };
}
