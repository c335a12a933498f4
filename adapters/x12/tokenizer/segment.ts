import type { Delimiters } from './delimiters.ts';
import { SegmentCursor } from './segment-cursor.ts';

/** One segment of a stream. Nothing is decoded before it is asked for. */
export class Segment {
  /** Offset of its first byte in the stream. */
  readonly offset: number;
  readonly delimiters: Delimiters;
  readonly #bytes: Uint8Array;
  #cursor: SegmentCursor | undefined;

  /** @param bytes the segment without its terminator */
  constructor(bytes: Uint8Array, offset: number, delimiters: Delimiters) {
    this.#bytes = bytes;
    this.offset = offset;
    this.delimiters = delimiters;
  }

  /** Length in bytes, without the terminator. */
  get length(): number {
    return this.#bytes.length;
  }

  /** Segment identifier: `CLP`. */
  get id(): string {
    return this.#at().id;
  }

  /** Texts of the elements after the identifier: `elements[0]` is CLP01. */
  get elements(): readonly string[] {
    return this.#at().elements();
  }

  /** Components of an element, which counts from 1 as X12 does. */
  components(position: number): readonly string[] {
    return this.#at().components(position);
  }

  #at(): SegmentCursor {
    if (!this.#cursor) {
      this.#cursor = new SegmentCursor(this.#bytes, 0, this.#bytes.length, this.delimiters);
      this.#cursor.advance();
    }
    return this.#cursor;
  }
}
