import { readInterchangeHeader } from './interchange-header.ts';

/**
 * Finds well-formed ISA segments wherever they stand, even in the middle of what looks like data: a transfer that broke off and was
 * followed by the next file leaves them there, and no data has the shape of 106 bytes with separators in sixteen fixed places.
 */
export class InterchangeFinder {
  readonly #bytes: Uint8Array;
  readonly #buffer: Buffer;
  #found = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Offset of the first well-formed ISA at or after `from`, or the end of the bytes. Calls with rising offsets cost one pass together. */
  next(from: number): number {
    if (this.#found >= from) return this.#found;
    let at = this.#buffer.indexOf('ISA', from);
    while (at >= 0 && !('header' in readInterchangeHeader(this.#bytes, at))) at = this.#buffer.indexOf('ISA', at + 1);
    this.#found = at < 0 ? this.#bytes.length : at;
    return this.#found;
  }
}
