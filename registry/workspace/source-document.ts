import { getLocationForJsonPath, parseWithPointers } from '@stoplight/yaml';
import { InterlockError, type Place } from '../../errors.ts';

/** A YAML or JSON file, read: its value, and where each of its nodes stands. */
export interface SourceDocument {
  readonly value: unknown;
  locate(pointer: string): Place;
}

/** Parses YAML or JSON. Throws DOCUMENT_MALFORMED with its place. */
export function parseSource(bytes: Uint8Array, file: string): SourceDocument {
  const result = parseWithPointers<unknown>(new TextDecoder().decode(bytes), { mergeKeys: true });
  const fault = result.diagnostics.find((diagnostic) => diagnostic.severity === 0);
  if (fault) {
    throw new InterlockError('DOCUMENT_MALFORMED', fault.message, {
      place: { file, line: fault.range.start.line + 1, column: fault.range.start.character + 1 },
    });
  }
  return {
    value: result.data,
    locate(pointer) {
      const segments = pointer
        .split('/')
        .slice(1)
        .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
      const location = getLocationForJsonPath(result, segments, true);
      if (!location) return { file, line: 1, column: 1 };
      return { file, line: location.range.start.line + 1, column: location.range.start.character + 1 };
    },
  };
}
