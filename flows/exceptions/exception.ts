import type { ByteRange } from '../ledger/journal.ts';
import type { ExceptionCode } from './exception-codes.ts';

/** What could not proceed: the work item that somebody owns. Nothing in it names a patient. */
export interface FlowException {
  /** Identity within its delivery: opening the same exception twice opens it once. */
  readonly subject: string;
  readonly code: ExceptionCode;
  readonly moneyAtRiskMinor: bigint;
  readonly currency: string;
  /** Step of the flow that could not proceed. */
  readonly step: string;
  /** What is wrong and what to do, for the owner. */
  readonly detail: string;
  readonly byteRange: ByteRange;
  /** The part of the message it is about, patient data masked. */
  readonly payloadMasked?: unknown;
}
