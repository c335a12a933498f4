import type { Finding } from '../../registry/contract/index.ts';

/** Columns of a line that a frame shows: a minified document is one line. */
const WIDTH = 120;

/**
 * The line that a finding stands in, and below it a mark under what it is about; no lines when the file does not have the place.
 *
 * @param lines of the file
 */
export function codeFrame(lines: readonly string[], { place, end }: Pick<Finding, 'place' | 'end'>): readonly string[] {
  const text = place.line === undefined ? undefined : lines[place.line - 1];
  if (text === undefined || place.line === undefined || text.trim() === '') return [];
  const start = Math.min((place.column ?? 1) - 1, text.length);
  const from = start > WIDTH - 20 ? start - 40 : 0;
  const shown = text.slice(from, from + WIDTH).replaceAll('\t', ' ');
  const stop = end?.line === place.line ? end.column - 1 : text.trimEnd().length;
  const marked = Math.max(1, Math.min(stop, from + shown.length) - start);
  const number = String(place.line).padStart(6);
  return [`${number} | ${shown.trimEnd()}`, `${' '.repeat(number.length)} | ${' '.repeat(start - from)}${'^'.repeat(marked)}`];
}
