import { decodeText } from '../tokenizer/decode-text.ts';
import { isDataByte, type Delimiters } from '../tokenizer/delimiters.ts';
import type { InterchangeNote } from './interchange-note.ts';

/** What an ISA says (X12.5): who sends what to whom, and how the interchange is delimited. */
export interface InterchangeHeader {
  readonly offset: number;
  /** Offset after the segment terminator. */
  readonly end: number;
  readonly delimiters: Delimiters;
  /** ISA05 and ISA06, trailing spaces gone. */
  readonly sender: InterchangeParty;
  /** ISA07 and ISA08. */
  readonly receiver: InterchangeParty;
  /** ISA09, YYMMDD, as written. */
  readonly date: string;
  /** ISA10, HHMM, as written. */
  readonly time: string;
  /** ISA12: `00501`. */
  readonly version: string;
  /** ISA13, nine digits. */
  readonly controlNo: string;
  /** ISA15: P production, T test, I information. */
  readonly usage: string;
}

/** A sender or receiver: its id and the code that says what kind of id it is. */
export interface InterchangeParty {
  readonly qualifier: string;
  readonly id: string;
}

/** Why an ISA cannot be accepted. `note` and `header` are there when enough of it could be read to send a TA1. */
export interface InterchangeHeaderFault {
  readonly message: string;
  readonly offset: number;
  readonly note?: InterchangeNote;
  readonly header?: InterchangeHeader;
}

/** Length of an ISA in bytes, segment terminator included. */
const ISA_LENGTH = 106;
const WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1] as const;

/** Whether an ISA could begin here: the three letters and a byte that can separate elements. */
export function looksLikeInterchange(bytes: Uint8Array, offset: number): boolean {
  const separator = bytes[offset + 3];
  return (
    bytes[offset] === 0x49 &&
    bytes[offset + 1] === 0x53 &&
    bytes[offset + 2] === 0x41 &&
    separator !== undefined &&
    !isLetterOrDigit(separator)
  );
}

/** Reads the 106 bytes of an ISA at `offset`: its separators must stand in their fixed places and its delimiters differ. Offsets of faults are absolute. */
export function readInterchangeHeader(
  bytes: Uint8Array,
  offset: number,
): { readonly header: InterchangeHeader } | { readonly fault: InterchangeHeaderFault } {
  const separator = bytes[offset + 3];
  if (separator === undefined)
    return {
      fault: { message: `the file ends inside the ISA segment, after ${bytes.length - offset} of 106 bytes`, offset: bytes.length },
    };
  const layout = checkLayout(bytes, offset, separator);
  if (layout) return { fault: layout };
  const header = decodeHeader(bytes, offset, separator);
  const refusal = checkDelimiters(header.delimiters, offset) ?? checkValues(header);
  return refusal ? { fault: { ...refusal, header } } : { header };
}

/** The separators must stand at their fixed places; names the first element that is too short or too long. */
function checkLayout(bytes: Uint8Array, offset: number, separator: number): InterchangeHeaderFault | undefined {
  let start = offset + 4;
  for (const [index, width] of WIDTHS.entries()) {
    const name = `ISA${String(index + 1).padStart(2, '0')}`;
    const end = start + width;
    for (let at = start; at < Math.min(end, bytes.length); at += 1) {
      if (bytes[at] !== separator) continue;
      return { message: `the ISA segment is not 106 bytes long: ${name} has ${at - start} of ${width} characters`, offset: start };
    }
    if (end >= bytes.length)
      return { message: `the file ends inside the ISA segment, after ${bytes.length - offset} of 106 bytes`, offset: bytes.length };
    if (index < WIDTHS.length - 1 && bytes[end] !== separator) {
      return { message: `the ISA segment is not 106 bytes long: ${name} has more than ${width} characters`, offset: start };
    }
    start = end + 1;
  }
  return undefined;
}

function decodeHeader(bytes: Uint8Array, offset: number, element: number): InterchangeHeader {
  const text = (start: number, length: number) => decodeText(bytes, offset + start, offset + start + length);
  const repetition = bytes[offset + 82]!;
  return {
    offset,
    end: offset + ISA_LENGTH,
    delimiters: { element, component: bytes[offset + 104]!, segment: bytes[offset + 105]!, ...(!isDataByte(repetition) && { repetition }) },
    sender: { qualifier: text(32, 2), id: text(35, 15).trimEnd() },
    receiver: { qualifier: text(51, 2), id: text(54, 15).trimEnd() },
    date: text(70, 6),
    time: text(77, 4),
    version: text(84, 5),
    controlNo: text(90, 9),
    usage: text(102, 1),
  };
}

function checkDelimiters(delimiters: Delimiters, offset: number): InterchangeHeaderFault | undefined {
  const { element, component, segment, repetition } = delimiters;
  if (isDataByte(element))
    return { message: 'the element separator (byte 3 of the ISA) is a letter, digit or space', offset: offset + 3, note: '026' };
  if (isTaken(component, [element]))
    return {
      message: 'the component separator (ISA16) cannot be told from data or from the element separator',
      offset: offset + 104,
      note: '027',
    };
  if (isTaken(segment, [element, component])) {
    return {
      message: 'the segment terminator (the byte after ISA16) cannot be told from data or from another delimiter',
      offset: offset + 105,
      note: '004',
    };
  }
  if (repetition !== undefined && [element, component, segment].includes(repetition)) {
    return { message: 'the repetition separator (ISA11) is also another delimiter', offset: offset + 82, note: '022' };
  }
  return undefined;
}

function checkValues(header: InterchangeHeader): InterchangeHeaderFault | undefined {
  if (!/^\d{5}$/.test(header.version)) return { message: 'ISA12 is not a version of five digits', offset: header.offset + 84, note: '017' };
  if (!/^\d{9}$/.test(header.controlNo))
    return { message: 'ISA13 is not a control number of nine digits', offset: header.offset + 90, note: '018' };
  return undefined;
}

function isLetterOrDigit(byte: number): boolean {
  return byte !== 0x20 && isDataByte(byte);
}

function isTaken(byte: number, others: readonly number[]): boolean {
  return isDataByte(byte) || others.includes(byte);
}
