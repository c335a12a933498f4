/**
 * Position of the first byte from `offset` on that is not padding: space, tab, CR, LF, NUL, the DOS end-of-file mark (1A), or the byte
 * order mark of UTF-8. Senders put such bytes between segments and after the last one; they carry nothing.
 *
 * @param keep a byte that is never padding, because it separates elements
 */
export function skipPadding(bytes: Uint8Array, offset: number, keep = -1): number {
  let at = offset;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === keep) return at;
    if (PADDING.has(byte)) at += 1;
    else if (byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
    else return at;
  }
  return at;
}

const PADDING: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d, 0x0a, 0x00, 0x1a]);
