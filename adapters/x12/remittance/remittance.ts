import type { ByteRange } from '../byte-range.ts';

/** The canonical remittance, as the contract claims-events declares it (contracts/canonical/remittance.yaml). Names of patients are not in it. */
export type {
  Adjustment,
  ProviderAdjustment,
  Remittance,
  RemittanceClaim,
  RemittanceLine,
} from '../../systems/claims-platform/claims-events.gen.ts';

/** How the money moves (BPR04). */
export const PAYMENT_METHODS = ['ACH', 'CHK', 'NON', 'BOP', 'FWT'] as const;

/** Claim adjustment group codes that 005010X221A1 allows. */
export const ADJUSTMENT_GROUPS = ['CO', 'OA', 'PI', 'PR'] as const;

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
