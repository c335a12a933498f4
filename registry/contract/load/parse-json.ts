import { InterlockError, type Place } from '../../../errors.ts';

/**
 * Parses JSON text (RFC 8259).
 *
 * @throws DOCUMENT_MALFORMED with line and column.
 */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const detail = text.trim() === '' ? 'the document is empty' : `not JSON: ${withoutPosition(message)}`;
    throw new InterlockError('DOCUMENT_MALFORMED', detail, { place: placeOfFault(text, file, message), cause: error });
  }
}

/** V8 ends its messages with `in JSON at position 12 (line 2 column 3)` or with an excerpt of the text. */
function withoutPosition(message: string): string {
  return message.replace(/,? (?:\.\.\.)?"[^]*" is not valid JSON$/, '').replace(/(?: after JSON)? (?:in JSON )?at position [^]*$/, '');
}

function placeOfFault(text: string, file: string, message: string): Place {
  const position = /at position (\d+)/.exec(message)?.[1];
  const unexpected = /^Unexpected token '([^]{1,2})'/.exec(message)?.[1];
  if (position === undefined && unexpected !== undefined) {
    const excerpt = /"\.{0,3}([^]*?)\.{0,3}" is not valid JSON$/.exec(message)?.[1] ?? '';
    const start = text.indexOf(excerpt);
    return placeAt(text, file, start === -1 ? 0 : start + Math.max(0, excerpt.indexOf(unexpected)));
  }
  return placeAt(text, file, position === undefined ? text.trimEnd().length : Number(position));
}

function placeAt(text: string, file: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
