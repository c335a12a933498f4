import { InterlockError } from '../../errors.ts';
import { formatAmount } from '../../money.ts';
import type { AccountNumber } from './chart-of-accounts.ts';

/** A journal to be posted: balanced double entry in one currency, with the evidence it rests on. */
export interface Journal {
  /** UUID v5 of `sourceEventId`: sent to the ERP as the external id, so that posting twice is posting once. */
  readonly journalId: string;
  /** Business identity of what is posted, `remittance/<id>/claim/1`. */
  readonly sourceEventId: string;
  /** What is posted, in the words of the flow: `post claim`, `interest`. Never names a patient. */
  readonly description: string;
  readonly companyCode: string;
  /** ISO dates. */
  readonly documentDate: string;
  readonly postingDate: string;
  readonly currency: string;
  readonly lines: readonly JournalLine[];
  readonly billingAccountId?: string;
  readonly payerTin?: string;
  readonly traceNo?: string;
}

/** One side of a journal: exactly one of debit and credit is positive, the other is zero. */
export interface JournalLine {
  readonly account: AccountNumber;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  readonly byteRange: ByteRange;
}

/** Bytes `[start, end)` of the source file that an amount was read from. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A line from a signed amount: positive is a debit, negative a credit.
 *
 * @returns undefined for zero, which is not posted.
 */
export function journalLine(account: AccountNumber, amountMinor: bigint, byteRange: ByteRange): JournalLine | undefined {
  if (amountMinor === 0n) return undefined;
  return amountMinor > 0n
    ? { account, debitMinor: amountMinor, creditMinor: 0n, byteRange }
    : { account, debitMinor: 0n, creditMinor: -amountMinor, byteRange };
}

/** Debits minus credits, in minor units: zero for a journal that balances. */
export function imbalanceMinor(lines: readonly JournalLine[]): bigint {
  return lines.reduce((sum, line) => sum + line.debitMinor - line.creditMinor, 0n);
}

/** Throws LEDGER_UNBALANCED unless the journal balances and has two lines at least. The database refuses it as well. */
export function assertBalanced(journal: Journal): void {
  const difference = imbalanceMinor(journal.lines);
  if (difference !== 0n || journal.lines.length < 2) {
    throw new InterlockError(
      'LEDGER_UNBALANCED',
      `journal ${journal.journalId} (${journal.sourceEventId}): debits minus credits is ${formatAmount(difference, journal.currency)} on ${journal.lines.length} lines`,
    );
  }
}

/** The accounting period of a date, `2026-02`. */
export function periodOf(isoDate: string): string {
  return isoDate.slice(0, 7);
}
