import { v5 as uuidV5 } from 'uuid';
import type { BankCredit } from '../../adapters/index.ts';
import { formatAmount, toMinor } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import { journalLine, type ByteRange, type Journal } from '../ledger/journal.ts';
import { CLAIM_TO_CASH_NAMESPACE } from './journal-of.ts';

/** Business key of a bank credit: trace number, settlement date and amount. */
export function bankCreditKey(credit: BankCredit): string {
  return [credit.traceNo, credit.settleDate, credit.amount.amount, credit.amount.currency].join('|');
}

/** What clearing (1015) holds for a trace number. */
export interface ClearingState {
  /** A remittance with this trace number was posted. */
  readonly isRemitted: boolean;
  /** A bank credit was matched with it before. */
  readonly isSettled: boolean;
  /** What the bank is still to pay, in minor units. */
  readonly outstandingMinor: bigint;
}

/**
 * Plans the journal of a bank credit. The bank is the truth for cash (1010): what matches a remittance settles clearing (1015), with an
 * exception when the amounts differ; without a remittance, or when it is settled already, it is unapplied cash (2190).
 */
export function planBankCredit(
  credit: BankCredit,
  byteRange: ByteRange,
  clearing: ClearingState,
): { readonly journal: Journal; readonly exceptions: readonly FlowException[] } {
  const { currency } = credit.amount;
  const creditMinor = toMinor(credit.amount);
  const isMatched = clearing.isRemitted && !clearing.isSettled;
  const sourceEventId = `bank-credit/${uuidV5(bankCreditKey(credit), CLAIM_TO_CASH_NAMESPACE)}`;
  const journal: Journal = {
    journalId: uuidV5(sourceEventId, CLAIM_TO_CASH_NAMESPACE),
    sourceEventId,
    description: isMatched ? 'EFT match' : 'unapplied',
    companyCode: credit.companyCode,
    documentDate: credit.settleDate,
    postingDate: credit.settleDate,
    currency,
    lines: [journalLine('1010', creditMinor, byteRange), journalLine(isMatched ? '1015' : '2190', -creditMinor, byteRange)].filter(
      (line) => line !== undefined,
    ),
    traceNo: credit.traceNo,
    ...(credit.payerTin !== undefined && { payerTin: credit.payerTin }),
  };
  const exception = (code: FlowException['code'], moneyAtRiskMinor: bigint, detail: string): FlowException => ({
    subject: 'bank-credit',
    code,
    moneyAtRiskMinor,
    currency,
    step: 'match',
    detail,
    byteRange,
  });
  const amount = formatAmount(creditMinor, currency);
  if (!clearing.isRemitted) {
    return {
      journal,
      exceptions: [
        exception(
          'MISSING_ERA',
          creditMinor,
          `trace ${credit.traceNo}: the bank credited ${amount}, and no remittance with it was posted yet`,
        ),
      ],
    };
  }
  if (clearing.isSettled) {
    return {
      journal,
      exceptions: [
        exception('EFT_ALREADY_MATCHED', creditMinor, `trace ${credit.traceNo}: a further ${amount} for a payment that was settled before`),
      ],
    };
  }
  const difference = clearing.outstandingMinor - creditMinor;
  if (difference === 0n) return { journal, exceptions: [] };
  const expected = formatAmount(clearing.outstandingMinor, currency);
  return {
    journal,
    exceptions: [
      exception(
        'EFT_AMOUNT_MISMATCH',
        difference < 0n ? -difference : difference,
        `trace ${credit.traceNo}: the remittance says ${expected}, the bank credited ${amount}`,
      ),
    ],
  };
}

/**
 * Plans the journal that applies an unapplied bank credit (2190) once its remittance has been posted.
 *
 * @param unappliedMinor what 2190 holds for the trace number
 */
export function planLateMatch(
  remittance: { readonly payerTin: string; readonly traceNo: string; readonly remittanceId: string; readonly effectiveDate: string },
  options: {
    readonly companyCode: string;
    readonly currency: string;
    readonly byteRange: ByteRange;
    readonly unappliedMinor: bigint;
    readonly postingDate: string;
  },
): Journal {
  const sourceEventId = `remittance/${remittance.remittanceId}/late-match`;
  return {
    journalId: uuidV5(sourceEventId, CLAIM_TO_CASH_NAMESPACE),
    sourceEventId,
    description: 'apply unapplied cash',
    companyCode: options.companyCode,
    documentDate: remittance.effectiveDate,
    postingDate: options.postingDate,
    currency: options.currency,
    lines: [
      journalLine('2190', options.unappliedMinor, options.byteRange),
      journalLine('1015', -options.unappliedMinor, options.byteRange),
    ].filter((line) => line !== undefined),
    payerTin: remittance.payerTin,
    traceNo: remittance.traceNo,
  };
}
