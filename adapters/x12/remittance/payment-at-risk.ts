import { formatAmount, minorUnitDigits, parseAmount } from '../../../money.ts';
import type { TransactionSet } from '../envelope/interchange.ts';
import type { Delimiters } from '../tokenizer/delimiters.ts';
import { SegmentCursor } from '../tokenizer/segment-cursor.ts';

/** The payment of a transaction set that is not accepted: the money at risk, as far as it can be read. */
export interface PaymentAtRisk {
  /** Decimal string with the digits of the currency. */
  readonly amount: string;
  readonly currency: string;
  readonly traceNo?: string;
  readonly payerTin?: string;
}

/**
 * Reads BPR02, TRN02, TRN03 and CUR02 off the head of an 835 that is refused. Only whole segments count: half an amount is none.
 *
 * @returns undefined for other transaction sets and when BPR02 is no amount
 */
export function readPaymentAtRisk(bytes: Uint8Array, set: TransactionSet, delimiters: Delimiters): PaymentAtRisk | undefined {
  if (set.setId !== '835') return undefined;
  const cursor = new SegmentCursor(bytes, set.start, set.end, delimiters);
  let amount: string | undefined;
  let currency = 'USD';
  let traceNo = '';
  let payerTin = '';
  while (cursor.advance() && cursor.isTerminated) {
    const id = cursor.id;
    if (id === 'N1' || id === 'LX' || id === 'CLP') break;
    if (id === 'BPR') amount ??= cursor.element(2).trimEnd();
    else if (id === 'TRN') [traceNo, payerTin] = [cursor.element(2).trimEnd(), cursor.element(3).trimEnd()];
    else if (id === 'CUR' && /^[A-Z]{3}$/.test(cursor.element(2))) currency = cursor.element(2);
  }
  if (amount === undefined || amount.length > 18 || minorUnitDigits(currency) !== 2) return undefined;
  const amountMinor = parseAmount(amount, currency);
  if (amountMinor === undefined || amountMinor < 0n) return undefined;
  return {
    amount: formatAmount(amountMinor, currency),
    currency,
    ...(isPlain(traceNo, 50) && { traceNo }),
    ...(isPlain(payerTin, 10) && { payerTin }),
  };
}

function isPlain(text: string, maximum: number): boolean {
  return text.length <= maximum && /^[\u0020-\u007e]+$/.test(text);
}
