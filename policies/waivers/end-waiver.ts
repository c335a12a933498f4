import { InterlockError } from '../../errors.ts';
import type { WaiverFile } from './read-waivers.ts';

/**
 * The text of a waiver's file with another expiry and nothing else changed: comments, order and quotes stay.
 *
 * Throws WAIVER_REFUSED when the day is not written plainly beside its key, an alias for one.
 */
export function endWaiver(text: string, file: Pick<WaiverFile, 'locate'>, expires: string): string {
  const place = file.locate('/expires');
  const lines = text.split('\n');
  const [line, column] = [(place.line ?? 1) - 1, (place.column ?? 1) - 1];
  const before = lines[line]?.slice(0, column) ?? '';
  const [match, key, quote] =
    /^((?:expires|"expires"|'expires')\s*:\s*)(["']?)\d{4}-\d{2}-\d{2}\2/.exec(lines[line]?.slice(column) ?? '') ?? [];
  if (match === undefined) {
    throw new InterlockError('WAIVER_REFUSED', `the day is not written plainly here; write expires: ${expires} by hand`, { place });
  }
  const after = lines[line]!.slice(column + match.length);
  return [...lines.slice(0, line), `${before}${key}${quote}${expires}${quote}${after}`, ...lines.slice(line + 1)].join('\n');
}
