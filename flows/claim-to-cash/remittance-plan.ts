import type { FlowException } from '../exceptions/exception.ts';
import type { Journal } from '../ledger/journal.ts';

/** What posting a remittance will do, decided before anything is done: the same remittance and accounts always give the same plan. */
export interface RemittancePlan {
  readonly journals: readonly Journal[];
  readonly accountChanges: readonly AccountChange[];
  readonly exceptions: readonly FlowException[];
  readonly claims: readonly ClaimPlan[];
}

/** What becomes of one claim. */
export interface ClaimPlan {
  /** Position in the transaction set, from 1. */
  readonly position: number;
  readonly patientControlNoMasked: string;
  readonly billingAccountId?: string;
  readonly chargeMinor: bigint;
  readonly paidMinor: bigint;
  readonly contractualMinor: bigint;
  readonly patientMinor: bigint;
  /** Denied and unclassified amounts, which stay in AR payer. */
  readonly openMinor: bigint;
  readonly journalId?: string;
}

/** How the balances of a billing account change, in minor units. */
export interface AccountChange {
  readonly billingAccountId: string;
  readonly payerChangeMinor: bigint;
  readonly patientChangeMinor: bigint;
  readonly paidMinor: bigint;
  readonly contractualMinor: bigint;
  readonly deniedMinor: bigint;
}

/** What the flow learned of a remittance before planning. */
export interface RemittanceContext {
  readonly payer: {
    readonly tin: string;
    readonly companyCode: string;
    readonly expectedReimbursementRate: string;
    readonly appealDays: number;
  };
  /** Billing accounts by patient control number; a number that is not in here is unknown to patient billing. */
  readonly accounts: ReadonlyMap<string, BillingAccount>;
  /** What this payer's claims took off AR payer so far, in minor units by account: a reversal can take back no more. */
  readonly postedReceivable: ReadonlyMap<string, bigint>;
  /** Accounting date of the journals, ISO. */
  readonly postingDate: string;
}

/** The part of a billing account that posting needs. */
export interface BillingAccount {
  readonly accountId: string;
}
