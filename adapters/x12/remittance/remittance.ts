import type { Money } from '../../../money.ts';
import type { ByteRange } from '../byte-range.ts';

/**
 * The canonical remittance (contracts/canonical/remittance.yaml): one payment of a payer and what it pays, claim by claim. Names are
 * canonical, amounts have two decimals, dates are ISO. Names of patients are not in it.
 */
export interface Remittance {
  /** UUID version 5 of the business key: the same for every delivery of the same payment. */
  readonly remittanceId: string;
  /** TRN03: `1` and the nine digits of the payer's tax id. */
  readonly payerTin: string;
  /** TRN02, which the bank credit repeats. */
  readonly traceNo: string;
  /** BPR02. */
  readonly paymentAmount: Money;
  /** BPR04. */
  readonly method: PaymentMethod;
  /** BPR16, ISO date. */
  readonly effectiveDate: string;
  /** N104 of the payee where N103 is XX. */
  readonly payeeNpi?: string;
  /** N104 of the payee where N103 is FI; REF*TJ where N103 is XV. There is always an NPI or a tax id. */
  readonly payeeTaxId?: string;
  readonly claims: readonly RemittanceClaim[];
  readonly providerAdjustments: readonly ProviderAdjustment[];
  readonly sourceFile: SourceFile;
}

/** How the money moves (BPR04). */
export const PAYMENT_METHODS = ['ACH', 'CHK', 'NON', 'BOP', 'FWT'] as const;

/** A payment method code. */
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** One claim of a remittance (loop 2100). */
export interface RemittanceClaim {
  /** CLP01, the provider's account number: patient data. */
  readonly patientControlNo: string;
  /** CLP02: 1 primary, 2 secondary, 3 tertiary, 4 denied, 22 reversal, ... */
  readonly status: string;
  /** CLP03. */
  readonly charge: Money;
  /** CLP04. */
  readonly paid: Money;
  /** CLP05. */
  readonly patientResponsibility?: Money;
  /** CLP07. */
  readonly payerClaimControlNo?: string;
  /** DTM*232, else the earliest date of service of the lines. ISO date. */
  readonly serviceFrom?: string;
  /** CAS of the claim itself (loop 2100); those of the lines stand with the lines. */
  readonly adjustments: readonly Adjustment[];
  /** MIA05, MIA20 to MIA23, MOA03 to MOA07, each once. */
  readonly remarkCodes: readonly string[];
  readonly lines: readonly RemittanceLine[];
  /** From CLP to the end of the loop. */
  readonly byteRange: ByteRange;
}

/** One service line of a claim (loop 2110). */
export interface RemittanceLine {
  /** SVC01 with its components parted by colons, whatever the file parts them with: `HC:99213:25`. */
  readonly procedure: string;
  /** SVC02. */
  readonly charge: Money;
  /** SVC03. */
  readonly paid: Money;
  readonly adjustments: readonly Adjustment[];
  /** LQ*HE. */
  readonly remarkCodes: readonly string[];
}

/** One reason, amount and quantity of a CAS segment. */
export interface Adjustment {
  /** CAS01: who bears it. */
  readonly group: AdjustmentGroup;
  /** CAS02, CAS05, ...: claim adjustment reason code. */
  readonly carc: string;
  /** Positive lowers the payment. */
  readonly amount: Money;
  /** Decimal string without needless zeros. */
  readonly quantity?: string;
}

/** Claim adjustment group codes that 005010X221A1 allows. */
export const ADJUSTMENT_GROUPS = ['CO', 'OA', 'PI', 'PR'] as const;

/** A claim adjustment group code. */
export type AdjustmentGroup = (typeof ADJUSTMENT_GROUPS)[number];

/** One adjustment outside of any claim (a pair of PLB). */
export interface ProviderAdjustment {
  /** PLB01. */
  readonly npi: string;
  /** PLB02, ISO date. */
  readonly fiscalDate: string;
  /** First component of PLB03, PLB05, ...: L6 interest, WO overpayment recovery, FB forwarding balance, ... */
  readonly code: string;
  /** Second component; it can hold a claim number. */
  readonly ref?: string;
  /** Positive lowers the payment. */
  readonly amount: Money;
  /** The PLB segment. */
  readonly byteRange: ByteRange;
}

/** The bytes of a file that a remittance was read from: ST to SE. */
export interface SourceFile extends ByteRange {
  /** SHA-256 of the whole file. */
  readonly sha256: string;
}

/** Byte ranges that the canonical form has no room for; `claims[i]` here belongs to `claims[i]` of the remittance, and so on inward. */
export interface RemittancePlaces {
  /** BPR, the segment that states the payment. */
  readonly payment: ByteRange;
  readonly claims: readonly ClaimPlaces[];
}

/** Byte ranges within a claim. */
export interface ClaimPlaces {
  /** The CAS segment of each adjustment. */
  readonly adjustments: readonly ByteRange[];
  readonly lines: readonly LinePlaces[];
}

/** Byte ranges of a service line. */
export interface LinePlaces {
  /** From SVC to the end of the loop. */
  readonly byteRange: ByteRange;
  /** The CAS segment of each adjustment. */
  readonly adjustments: readonly ByteRange[];
}
