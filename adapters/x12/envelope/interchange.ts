import type { ByteRange } from '../byte-range.ts';
import type { Delimiters } from '../tokenizer/delimiters.ts';
import type { InterchangeHeader } from './interchange-header.ts';
import type { InterchangeNote } from './interchange-note.ts';

/** What stands from an ISA to its IEA, or bytes between interchanges that belong to none. Structure only: no transaction set is read. */
export interface Interchange extends ByteRange {
  /** Absent when the ISA could not be read, or when there is none. */
  readonly header?: InterchangeHeader;
  /** Absent when not even a guess at the delimiters can be made; there are no groups then. */
  readonly delimiters?: Delimiters;
  readonly groups: readonly FunctionalGroup[];
  /** Why the interchange as a whole is refused. */
  readonly fault?: InterchangeFault;
}

/** From GS to GE. */
export interface FunctionalGroup {
  /** Absent for transaction sets that stand in no group. */
  readonly header?: FunctionalGroupHeader;
  readonly sets: readonly TransactionSet[];
  /** Why the group as a whole is refused. */
  readonly fault?: EnvelopeFault;
}

/** What a GS says. */
export interface FunctionalGroupHeader {
  readonly offset: number;
  /** GS01: HP for health care claim payment. */
  readonly functionalId: string;
  /** GS06. */
  readonly controlNo: string;
  /** GS08: the implementation guide, `005010X221A1`. */
  readonly guide: string;
}

/** From ST up to and with the terminator of SE, or up to where the set breaks off. */
export interface TransactionSet extends ByteRange {
  /** ST01: `835`. */
  readonly setId: string;
  /** ST02. */
  readonly controlNo: string;
  /** Segments from ST to SE, both counted. */
  readonly segmentCount: number;
  readonly fault?: TransactionSetFault;
}

/** A broken envelope: what is wrong, and the offset of the byte where it shows. */
export interface EnvelopeFault {
  readonly message: string;
  readonly offset: number;
  readonly segment?: SegmentPlace;
}

/** A broken interchange, and the note code that says so in a TA1. */
export interface InterchangeFault extends EnvelopeFault {
  readonly code: 'NOT_X12' | 'INTERCHANGE_REJECTED';
  readonly note?: InterchangeNote;
}

/** A broken transaction set envelope. */
export interface TransactionSetFault extends EnvelopeFault {
  readonly code: 'TRANSACTION_TRUNCATED' | 'TRANSACTION_REJECTED';
}

/** A segment by its position in its transaction set (ST is 1), or in its interchange (ISA is 1) when it stands in no set. */
export interface SegmentPlace {
  readonly index: number;
  readonly id: string;
}
