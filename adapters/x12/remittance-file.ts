import type { ByteRange } from './byte-range.ts';
import type { InterchangeHeader } from './envelope/interchange-header.ts';
import type { EnvelopeFault } from './envelope/interchange.ts';
import type { Evidence } from './evidence.ts';
import type { X12Fault } from './faults.ts';
import type { PaymentAtRisk } from './remittance/payment-at-risk.ts';
import type { RemittanceRead } from './remittance/read-remittance.ts';

/** What became of a file: every transaction set in it is either read or quarantined, and none is missing. */
export interface RemittanceFile {
  /** Name of the file, as handed in. */
  readonly file: string;
  /** SHA-256 of the whole file, lower-case hexadecimal. */
  readonly sha256: string;
  readonly interchanges: readonly InterchangeSummary[];
  /** In the order of the file, never empty: what holds no transaction set that can be told apart counts as one, quarantined. */
  readonly transactions: readonly TransactionRead[];
}

/** One interchange, or a stretch of bytes that belongs to none. */
export interface InterchangeSummary extends ByteRange {
  /** Absent when there is no ISA that can be read. */
  readonly header?: InterchangeHeader;
  readonly groupCount: number;
  readonly transactionSetCount: number;
  /** Why it was refused, and the TA1 segment to send back where its ISA could be read. */
  readonly rejected?: EnvelopeFault & { readonly acknowledgement?: string };
}

/** What became of one transaction set. */
export type TransactionRead = RemittanceTransaction | QuarantinedTransaction;

/** An 835 that was understood. It may still not balance: `findImbalances`. */
export interface RemittanceTransaction extends RemittanceRead {
  readonly kind: 'remittance';
  readonly evidence: Evidence;
}

/** A transaction set that was refused, with its reason and, for an 835, its payment as far as that can be read. */
export interface QuarantinedTransaction {
  readonly kind: 'quarantined';
  readonly fault: X12Fault;
  /** Money at risk. */
  readonly payment?: PaymentAtRisk;
  readonly evidence: Evidence;
}
