import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

/** Why a body cannot be had without its content codings. */
export type CodingFault = 'unknown-coding' | 'broken' | 'too-large';

type Undo = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

/** RFC 9110 §8.4.1; RFC 7932; RFC 8878, which older releases of Node cannot undo. */
const UNDO = new Map<string, Undo>([
  ['gzip', promisify(zlib.gunzip)],
  ['x-gzip', promisify(zlib.gunzip)],
  ['deflate', promisify(zlib.inflate)],
  ['br', promisify(zlib.brotliDecompress)],
  ...('zstdDecompress' in zlib ? [['zstd', promisify(zlib.zstdDecompress)] as const] : []),
]);

/** The content codings that are undone, for people. */
export const KNOWN_CODINGS = [...UNDO.keys()].filter((coding) => coding !== 'x-gzip').join(', ');

/**
 * A body without the content codings that its `Content-Encoding` names.
 *
 * @param maxBytes of what comes out
 */
export async function undoContentCodings(
  bytes: Uint8Array,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array | CodingFault> {
  let body = bytes;
  const codings = (contentEncoding ?? '').toLowerCase().split(/\s*,\s*/);
  for (const coding of codings.toReversed()) {
    if (coding === '' || coding === 'identity') continue;
    const undo = UNDO.get(coding);
    if (!undo) return 'unknown-coding';
    try {
      body = await undo(body, { maxOutputLength: maxBytes });
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken';
    }
  }
  return body;
}
