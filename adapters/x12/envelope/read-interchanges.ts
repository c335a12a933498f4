import { SegmentCursor } from '../tokenizer/segment-cursor.ts';
import { skipPadding } from '../tokenizer/skip-padding.ts';
import type { Delimiters } from '../tokenizer/delimiters.ts';
import { guessDelimiters } from './guess-delimiters.ts';
import { InterchangeBuilder } from './interchange-builder.ts';
import { looksLikeInterchange, readInterchangeHeader } from './interchange-header.ts';
import type { Interchange, InterchangeFault } from './interchange.ts';

/**
 * Reads the envelopes of a file, interchange by interchange, each with the delimiters of its own ISA. Every byte that is not padding
 * falls into exactly one of the results; what cannot be understood carries a fault. Never throws.
 */
export function* readInterchanges(bytes: Uint8Array): Generator<Interchange, void, undefined> {
  let at = skipPadding(bytes, 0);
  let last: Delimiters | undefined;
  while (at < bytes.length) {
    const interchange = looksLikeInterchange(bytes, at) ? readInterchange(bytes, at) : readStray(bytes, at, last);
    last = interchange.delimiters ?? last;
    yield interchange;
    at = skipPadding(bytes, interchange.end);
  }
}

function readInterchange(bytes: Uint8Array, start: number): Interchange {
  const read = readInterchangeHeader(bytes, start);
  if ('header' in read) {
    const { header } = read;
    return readSegments(bytes, new InterchangeBuilder(start, header, undefined), header.end, header.delimiters);
  }
  const { header, ...rest } = read.fault;
  const fault: InterchangeFault = { code: 'INTERCHANGE_REJECTED', ...rest, segment: { index: 1, id: 'ISA' } };
  const areDelimitersSound = header !== undefined && fault.note !== '026' && fault.note !== '027' && fault.note !== '004';
  const guess = areDelimitersSound ? { delimiters: header.delimiters, end: header.end } : guessDelimiters(bytes, start);
  const builder = new InterchangeBuilder(start, header, fault);
  if (guess) return readSegments(bytes, builder, guess.end, guess.delimiters);
  return builder.build(findInterchange(bytes, start + 3), undefined);
}

/** Bytes that no ISA introduces. With the delimiters of the interchange before them, lost transaction sets are still told apart. */
function readStray(bytes: Uint8Array, start: number, delimiters: Delimiters | undefined): Interchange {
  if (!delimiters) {
    const fault: InterchangeFault = { code: 'NOT_X12', message: describeForeign(bytes, start), offset: start };
    return { start, end: findInterchange(bytes, start), groups: [], fault };
  }
  const fault: InterchangeFault = { code: 'INTERCHANGE_REJECTED', message: 'bytes stand outside of every interchange', offset: start };
  return readSegments(bytes, new InterchangeBuilder(start, undefined, fault), start, delimiters);
}

function readSegments(bytes: Uint8Array, builder: InterchangeBuilder, offset: number, delimiters: Delimiters): Interchange {
  const cursor = new SegmentCursor(bytes, offset, bytes.length, delimiters);
  while (cursor.advance()) {
    if (looksLikeInterchange(bytes, cursor.offset)) {
      builder.breakOff(cursor.offset, 'another ISA segment comes', '022');
      return builder.build(cursor.offset, delimiters);
    }
    if (!cursor.isTerminated && !isLastLine(cursor)) break;
    if (builder.add(cursor)) return builder.build(cursor.next, delimiters);
  }
  builder.breakOff(bytes.length, 'the file ends', '023');
  return builder.build(bytes.length, delimiters);
}

/** Editors drop the line feed at the end of a file: where it terminates segments, an IEA can do without. */
function isLastLine(cursor: SegmentCursor): boolean {
  const terminator = cursor.delimiters.segment;
  return (terminator === 0x0a || terminator === 0x0d) && cursor.id === 'IEA';
}

/** Offset of the next ISA that is well formed, or the end of the file. */
function findInterchange(bytes: Uint8Array, from: number): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf('ISA', from); at >= 0; at = buffer.indexOf('ISA', at + 3)) {
    if ('header' in readInterchangeHeader(bytes, at)) return at;
  }
  return bytes.length;
}

function describeForeign(bytes: Uint8Array, start: number): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return 'this is UTF-16 text: X12 is read as UTF-8 or Latin-1, so convert the file first';
  return `an X12 interchange begins with an ISA segment, but there is something else at byte ${start}`;
}
