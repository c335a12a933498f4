import { v5 as uuidV5 } from 'uuid';
import type { ClaimFinalised } from '../../adapters/index.ts';
import { formatAmount, toMinor } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import { journalLine, type ByteRange, type Journal } from '../ledger/journal.ts';
import { CLAIM_TO_CASH_NAMESPACE } from './journal-of.ts';

/** Claim frequency (CLM05-3) of an original claim. */
export const ORIGINAL = '1';

/** Replacement of a prior claim, and void of one. */
const REPLACEMENT = '7';
const VOID = '8';

/** Business key of a bill: CLM01 + frequency + CLM02. Holds a patient's account number: hash it before it leaves the database. */
export function billKey(bill: ClaimFinalised): string {
  return [bill.patientControlNo, bill.frequency, bill.totalCharge.amount, bill.totalCharge.currency].join('|');
}

/** Prefix of the source events of a claim's bills. */
export function billSource(claimId: string): string {
  return `bill/${claimId}/`;
}

/**
 * Plans the journals of a finalised claim: an original is billed (1100 to 4000); a void takes back what was billed; a replacement does both.
 *
 * @param billedMinor what is billed for this claim so far
 */
export function planBill(
  bill: ClaimFinalised,
  byteRange: ByteRange,
  billedMinor: bigint,
): { readonly journals: readonly Journal[]; readonly exceptions: readonly FlowException[] } {
  const { currency } = bill.totalCharge;
  const chargeMinor = toMinor(bill.totalCharge);
  const corrects = bill.frequency === REPLACEMENT || bill.frequency === VOID;
  if (corrects && billedMinor === 0n) {
    return {
      journals: [],
      exceptions: [
        {
          subject: 'bill',
          code: 'BILL_NO_ORIGINAL',
          moneyAtRiskMinor: chargeMinor,
          currency,
          step: 'bill',
          detail: `claim ${bill.claimId}: frequency ${bill.frequency} of ${formatAmount(chargeMinor, currency)}, but nothing was billed before`,
          byteRange,
        },
      ],
    };
  }
  return {
    journals: [
      ...(corrects ? [billJournal(bill, byteRange, 'void bill', -billedMinor)] : []),
      ...(bill.frequency === VOID ? [] : [billJournal(bill, byteRange, 'bill', chargeMinor)]),
    ].filter((journal) => journal.lines.length > 0),
    exceptions: [],
  };
}

function billJournal(bill: ClaimFinalised, byteRange: ByteRange, description: string, amountMinor: bigint): Journal {
  const sourceEventId = `${billSource(bill.claimId)}${uuidV5(billKey(bill), CLAIM_TO_CASH_NAMESPACE)}/${description.replace(' ', '-')}`;
  return {
    journalId: uuidV5(sourceEventId, CLAIM_TO_CASH_NAMESPACE),
    sourceEventId,
    description,
    companyCode: bill.companyCode,
    documentDate: bill.billedOn,
    postingDate: bill.billedOn,
    currency: bill.totalCharge.currency,
    lines: [journalLine('1100', amountMinor, byteRange), journalLine('4000', -amountMinor, byteRange)].filter((line) => line !== undefined),
    payerTin: bill.payerTin,
  };
}
