import { decodeText } from './decode-text.ts';
import type { Delimiters } from './delimiters.ts';
import { skipPadding } from './skip-padding.ts';

/**
 * Walks the segments of one interchange over the bytes themselves. It makes no object per segment: `advance` moves it, and only what is
 * asked for is decoded. Offsets count from the first byte of the array.
 *
 * @example const cursor = new SegmentCursor(bytes, header.end, bytes.length, header.delimiters); while (cursor.advance()) cursor.id;
 */
export class SegmentCursor {
  readonly bytes: Uint8Array;
  readonly delimiters: Delimiters;
  readonly #buffer: Buffer;
  readonly #limit: number;
  readonly #starts: number[] = [];
  #isSplit = false;
  /** The whole segment as text when it is ASCII, so that its elements are cut from one string. */
  #ascii: string | undefined;
  #next: number;
  #offset: number;
  #end: number;
  #isTerminated = true;

  /** @param limit the cursor never looks at bytes from here on */
  constructor(bytes: Uint8Array, offset: number, limit: number, delimiters: Delimiters) {
    this.bytes = limit < bytes.length ? bytes.subarray(0, limit) : bytes;
    this.delimiters = delimiters;
    this.#buffer = Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength);
    this.#limit = this.bytes.length;
    this.#next = offset;
    this.#offset = offset;
    this.#end = offset;
  }

  /** Moves to the next segment, past padding; false when only padding is left. */
  advance(): boolean {
    const { bytes } = this;
    const terminator = this.delimiters.segment;
    const start = this.#skip(this.#next);
    this.#isSplit = false;
    this.#offset = start;
    if (start >= this.#limit) {
      this.#end = start;
      this.#next = start;
      return false;
    }
    let at = start;
    while (at < this.#limit && bytes[at] !== terminator) at += 1;
    this.#end = at;
    this.#isTerminated = at < this.#limit;
    this.#next = Math.min(at + 1, this.#limit);
    return true;
  }

  /** Offset of the first byte of the segment. */
  get offset(): number {
    return this.#offset;
  }

  /** Length in bytes, without the terminator. */
  get length(): number {
    return this.#end - this.#offset;
  }

  /** Offset after the terminator. */
  get next(): number {
    return this.#next;
  }

  /** False when the bytes ended before a terminator came. */
  get isTerminated(): boolean {
    return this.#isTerminated;
  }

  /** Segment identifier as written: `CLP`. */
  get id(): string {
    const { bytes } = this;
    const { element } = this.delimiters;
    let packed = 0;
    let at = this.#offset;
    for (; at < this.#end; at += 1) {
      const byte = bytes[at]!;
      if (byte === element) break;
      if (at - this.#offset === 3 || byte >= 0x80) return decodeText(bytes, this.#offset, this.#elementEnd(0));
      packed = (packed << 8) | byte;
    }
    let id = IDS.get(packed);
    if (id === undefined) {
      id = decodeText(bytes, this.#offset, at);
      if (IDS.size < 4096) IDS.set(packed, id);
    }
    return id;
  }

  /** Number of elements after the identifier, empty ones included. */
  get elementCount(): number {
    this.#split();
    return this.#starts.length - 1;
  }

  /** Text of an element, counting from 1 as X12 does (`CLP01`); '' when it is empty or not there. */
  element(position: number): string {
    this.#split();
    const start = this.#starts[position];
    if (start === undefined) return '';
    const end = this.#elementEnd(position);
    if (start === end) return '';
    return this.#ascii?.slice(start - this.#offset, end - this.#offset) ?? decodeText(this.bytes, start, end);
  }

  /** Offset of an element; the end of the segment when it is not there. */
  elementOffset(position: number): number {
    this.#split();
    return this.#starts[position] ?? this.#end;
  }

  /** Texts of all elements after the identifier. */
  elements(): string[] {
    return Array.from({ length: this.elementCount }, (_, index) => this.element(index + 1));
  }

  /** Text of an element cut at the interchange's component separator. */
  components(position: number): string[] {
    this.#split();
    const start = this.#starts[position];
    if (start === undefined) return [];
    const end = this.#elementEnd(position);
    const parts: string[] = [];
    let from = start;
    for (let at = start; at < end; at += 1) {
      if (this.bytes[at] !== this.delimiters.component) continue;
      parts.push(decodeText(this.bytes, from, at));
      from = at + 1;
    }
    parts.push(decodeText(this.bytes, from, end));
    return parts;
  }

  #skip(offset: number): number {
    const byte = this.bytes[offset];
    return byte !== undefined && byte > 0x20 && byte < 0x80 ? offset : skipPadding(this.bytes, offset, this.delimiters.element);
  }

  #elementEnd(position: number): number {
    this.#split();
    const next = this.#starts[position + 1];
    return next === undefined ? this.#end : next - 1;
  }

  #split(): void {
    if (this.#isSplit) return;
    this.#isSplit = true;
    const starts = this.#starts;
    starts.length = 0;
    starts.push(this.#offset);
    const { bytes } = this;
    const { element } = this.delimiters;
    let highest = 0;
    for (let at = this.#offset; at < this.#end; at += 1) {
      const byte = bytes[at]!;
      highest |= byte;
      if (byte === element) starts.push(at + 1);
    }
    this.#ascii = highest < 0x80 ? this.#buffer.toString('latin1', this.#offset, this.#end) : undefined;
  }
}

/** Identifiers by their packed bytes, so that the few that X12 has are decoded once. */
const IDS = new Map<number, string>();
