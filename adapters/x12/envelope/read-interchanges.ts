import type { Delimiters } from '../tokenizer/delimiters.ts';
import { SegmentCursor } from '../tokenizer/segment-cursor.ts';
import { skipPadding } from '../tokenizer/skip-padding.ts';
import { guessDelimiters } from './guess-delimiters.ts';
import { InterchangeBuilder } from './interchange-builder.ts';
import { InterchangeFinder } from './interchange-finder.ts';
import { looksLikeInterchange, readInterchangeHeader } from './interchange-header.ts';
import type { Interchange, InterchangeFault } from './interchange.ts';

/**
 * Reads the envelopes of a file, interchange by interchange, each with the delimiters of its own ISA. Every byte that is not padding
 * falls into exactly one of the results; what cannot be understood carries a fault. Never throws.
 */
export function* readInterchanges(bytes: Uint8Array): Generator<Interchange, void, undefined> {
  const finder = new InterchangeFinder(bytes);
  let at = skipPadding(bytes, 0);
  let last: Delimiters | undefined;
  while (at < bytes.length) {
    const interchange = looksLikeInterchange(bytes, at) ? readInterchange(bytes, at, finder) : readStray(bytes, at, finder, last);
    last = interchange.delimiters ?? last;
    yield interchange;
    at = skipPadding(bytes, interchange.end);
  }
}

function readInterchange(bytes: Uint8Array, start: number, finder: InterchangeFinder): Interchange {
  const limit = finder.next(start + 3);
  const read = readInterchangeHeader(bytes, start);
  if ('header' in read) {
    const { header } = read;
    return readSegments(bytes, header, limit, new InterchangeBuilder(start, header, undefined));
  }
  const { header, ...rest } = read.fault;
  const fault: InterchangeFault = { code: 'INTERCHANGE_REJECTED', ...rest, segment: { index: 1, id: 'ISA' } };
  const builder = new InterchangeBuilder(start, header, fault);
  const areDelimitersSound = header !== undefined && fault.note !== '026' && fault.note !== '027' && fault.note !== '004';
  const guess = areDelimitersSound ? { delimiters: header.delimiters, end: header.end } : guessDelimiters(bytes, start, limit);
  return guess ? readSegments(bytes, guess, limit, builder) : builder.build(limit, undefined);
}

/** Bytes that no ISA introduces. With the delimiters of the interchange before them, lost transaction sets are still told apart. */
function readStray(bytes: Uint8Array, start: number, finder: InterchangeFinder, delimiters: Delimiters | undefined): Interchange {
  const limit = finder.next(start);
  if (!delimiters) {
    const fault: InterchangeFault = { code: 'NOT_X12', message: describeForeign(bytes, start), offset: start };
    return { start, end: limit, groups: [], fault };
  }
  const fault: InterchangeFault = { code: 'INTERCHANGE_REJECTED', message: 'bytes stand outside of every interchange', offset: start };
  return readSegments(bytes, { delimiters, end: start }, limit, new InterchangeBuilder(start, undefined, fault));
}

/**
 * @param from how the segments are delimited, and the offset at which they begin
 * @param limit where the next well-formed ISA stands, or the end of the file
 */
function readSegments(
  bytes: Uint8Array,
  from: { readonly delimiters: Delimiters; readonly end: number },
  limit: number,
  builder: InterchangeBuilder,
): Interchange {
  const { delimiters } = from;
  const cursor = new SegmentCursor(bytes, from.end, limit, delimiters);
  while (cursor.advance()) {
    if (looksLikeInterchange(bytes, cursor.offset)) {
      builder.breakOff(cursor.offset, 'another ISA segment comes', '022');
      return builder.build(cursor.offset, delimiters);
    }
    if (!cursor.isTerminated && !isLastLine(cursor)) break;
    if (builder.add(cursor)) return builder.build(cursor.next, delimiters);
  }
  if (limit < bytes.length) builder.breakOff(limit, 'another ISA segment comes', '022');
  else builder.breakOff(limit, 'the file ends', '023');
  return builder.build(limit, delimiters);
}

/** Editors drop the line feed at the end of a file: where it terminates segments, an IEA can do without. */
function isLastLine(cursor: SegmentCursor): boolean {
  const terminator = cursor.delimiters.segment;
  return (terminator === 0x0a || terminator === 0x0d) && cursor.id === 'IEA';
}

function describeForeign(bytes: Uint8Array, start: number): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return 'this is UTF-16 text: X12 is read as UTF-8 or Latin-1, so convert the file first';
  return `an X12 interchange begins with an ISA segment, but there is something else at byte ${start}`;
}
