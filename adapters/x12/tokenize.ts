import { InterlockError } from '../../errors.ts';
import { looksLikeInterchange, readInterchangeHeader } from './envelope/interchange-header.ts';
import type { Delimiters } from './tokenizer/delimiters.ts';
import { Segment } from './tokenizer/segment.ts';
import { SegmentCursor } from './tokenizer/segment-cursor.ts';
import { skipPadding } from './tokenizer/skip-padding.ts';

/** No X12 segment comes near this length: bytes without a terminator are given up here, so that memory stays flat. */
const LONGEST_SEGMENT_BYTES = 1 << 20;
const ISA_LENGTH = 106;

/**
 * Cuts a stream of bytes into segments, interchange by interchange, each with the delimiters of its own ISA; any transaction set, any
 * size. It holds one chunk and the segment that crosses into the next. Yields the segments of each chunk together.
 *
 * @param file name that errors point at
 * @throws InterlockError X12_MALFORMED, with the byte offset, where the bytes stop being X12
 * @example for await (const segments of tokenizeStream(createReadStream(path), path)) for (const { id, elements, offset } of segments) ...
 */
export async function* tokenizeStream(
  source: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<readonly Segment[], void, undefined> {
  const tokenizer = new Tokenizer(file);
  for await (const chunk of source) yield tokenizer.push(chunk);
  yield tokenizer.end();
}

/** Cuts bytes that are already in memory into segments. Same promises as `tokenizeStream`. */
export function tokenize(bytes: Uint8Array, file: string): readonly Segment[] {
  const tokenizer = new Tokenizer(file);
  return [...tokenizer.push(bytes), ...tokenizer.end()];
}

class Tokenizer {
  readonly #file: string;
  #rest: Uint8Array = new Uint8Array();
  /** Offset in the stream of the first byte of `#rest`. */
  #restOffset = 0;
  #delimiters: Delimiters | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  push(chunk: Uint8Array): readonly Segment[] {
    return this.#cut(this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]), false);
  }

  end(): readonly Segment[] {
    return this.#cut(this.#rest, true);
  }

  #cut(bytes: Uint8Array, isLast: boolean): readonly Segment[] {
    const segments: Segment[] = [];
    let at = 0;
    let next: number | undefined = 0;
    while (next !== undefined) {
      at = next;
      next = this.#delimiters
        ? this.#cutSegments(bytes, at, this.#delimiters, isLast, segments)
        : this.#cutHeader(bytes, at, isLast, segments);
    }
    return segments;
  }

  /** Returns where to go on, or undefined when more bytes are needed. */
  #cutHeader(bytes: Uint8Array, from: number, isLast: boolean, segments: Segment[]): number | undefined {
    const at = skipPadding(bytes, from);
    if (at === bytes.length || (!isLast && bytes.length - at < ISA_LENGTH)) return this.#keep(bytes, at);
    if (!looksLikeInterchange(bytes, at)) this.#fail('an ISA segment is expected here', at);
    const read = readInterchangeHeader(bytes, at);
    if ('fault' in read) return this.#fail(read.fault.message, read.fault.offset);
    const { delimiters, end } = read.header;
    segments.push(new Segment(bytes.subarray(at, end - 1), this.#restOffset + at, delimiters));
    this.#delimiters = delimiters;
    return end;
  }

  #cutSegments(bytes: Uint8Array, from: number, delimiters: Delimiters, isLast: boolean, segments: Segment[]): number | undefined {
    const cursor = new SegmentCursor(bytes, from, bytes.length, delimiters);
    while (cursor.advance()) {
      const { offset } = cursor;
      if (!isLast && bytes.length - offset < 4) return this.#keep(bytes, offset);
      if (looksLikeInterchange(bytes, offset)) {
        this.#delimiters = undefined;
        return offset;
      }
      const isLastLine = isLast && (delimiters.segment === 0x0a || delimiters.segment === 0x0d);
      if (!cursor.isTerminated && !isLastLine) {
        if (isLast) this.#fail('the file ends inside a segment', bytes.length);
        if (bytes.length - offset > LONGEST_SEGMENT_BYTES)
          this.#fail(`no segment terminator within ${LONGEST_SEGMENT_BYTES} bytes`, offset);
        return this.#keep(bytes, offset);
      }
      segments.push(new Segment(bytes.subarray(offset, offset + cursor.length), this.#restOffset + offset, delimiters));
      if (cursor.id === 'IEA') {
        this.#delimiters = undefined;
        return cursor.next;
      }
    }
    return this.#keep(bytes, bytes.length);
  }

  #keep(bytes: Uint8Array, from: number): undefined {
    this.#rest = bytes.subarray(from);
    this.#restOffset += from;
    return undefined;
  }

  #fail(detail: string, at: number): never {
    throw new InterlockError('X12_MALFORMED', `${detail} (byte ${this.#restOffset + at})`, { place: { file: this.#file } });
  }
}
