import { createHash } from 'node:crypto';
import type { ByteRange } from './byte-range.ts';
import type { InterchangeParty } from './envelope/interchange-header.ts';
import type { FunctionalGroup, Interchange, TransactionSet } from './envelope/interchange.ts';

/** Where a transaction set came from, so that anyone who holds the file can cut out the same bytes. */
export interface Evidence extends ByteRange {
  /** Name of the file, as handed in. */
  readonly file: string;
  /** SHA-256 of the whole file, lower-case hexadecimal. */
  readonly fileSha256: string;
  /** SHA-256 of the bytes from `start` to `end`: ST to SE, or what there is of it. */
  readonly sha256: string;
  /** ISA13. */
  readonly interchangeControlNo?: string;
  /** GS06. */
  readonly groupControlNo?: string;
  /** ST02. */
  readonly transactionSetControlNo?: string;
  readonly sender?: InterchangeParty;
  readonly receiver?: InterchangeParty;
  /** ISA15: P production, T test. */
  readonly usage?: string;
  /** GS08: the implementation guide that the sender names. */
  readonly guide?: string;
}

/** A file that is being read. */
export interface SourceBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Evidence for a range of a file, with as much of its envelopes as there is. */
export function evidenceOf(
  source: SourceBytes,
  range: ByteRange,
  interchange?: Interchange,
  group?: FunctionalGroup,
  set?: TransactionSet,
): Evidence {
  const isa = interchange?.header;
  const gs = group?.header;
  return {
    file: source.file,
    fileSha256: source.sha256,
    start: range.start,
    end: range.end,
    sha256: sha256Of(source.bytes.subarray(range.start, range.end)),
    ...(isa && { interchangeControlNo: isa.controlNo, sender: isa.sender, receiver: isa.receiver, usage: isa.usage }),
    ...(gs && { groupControlNo: gs.controlNo, guide: gs.guide }),
    ...(set && { transactionSetControlNo: set.controlNo }),
  };
}
