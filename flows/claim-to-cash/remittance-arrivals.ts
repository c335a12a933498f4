import { readRemittanceFile, remittanceContentHash, remittanceKey, type Evidence, type TransactionRead } from '../../adapters/x12/index.ts';
import { parseAmount, toMinor } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import type { Arrival } from '../reconciliation/receive.ts';

/** Reads an 835 file: one arrival for each transaction set in it, unreadable ones with their fault. Never throws for what the file holds. */
export function remittanceArrivals(file: string, bytes: Uint8Array): readonly Arrival[] {
  return readRemittanceFile(bytes, file).transactions.map(toArrival);
}

function toArrival(read: TransactionRead): Arrival {
  const { evidence } = read;
  const byteRange = { start: evidence.start, end: evidence.end };
  const common = {
    kind: 'transaction-set' as const,
    file: evidence.file,
    fileSha256: evidence.fileSha256,
    byteRange,
    envelope: envelopeOf(evidence),
  };
  if (read.kind === 'quarantined') {
    return {
      ...common,
      summary: read.payment
        ? ['unreadable 835', ...(read.payment.traceNo === undefined ? [] : [`trace ${read.payment.traceNo}`])].join(', ')
        : 'unreadable',
      ...(read.payment && { amount: { amount: read.payment.amount, currency: read.payment.currency } }),
      businessKey: `unread:${evidence.sha256}`,
      contentSha256: evidence.sha256,
      fault: faultException(read),
    };
  }
  const { remittance } = read;
  return {
    ...common,
    summary: `payer ${remittance.payerTin}, trace ${remittance.traceNo}, ${remittance.method} ${remittance.effectiveDate}`,
    amount: remittance.paymentAmount,
    businessKey: remittanceKey(remittance),
    contentSha256: remittanceContentHash(remittance),
    payload: remittance,
    conflict: {
      key: `${remittance.payerTin}:${remittance.traceNo}`,
      exception: {
        subject: 'remittance',
        code: 'TRN_CONFLICT',
        moneyAtRiskMinor: toMinor(remittance.paymentAmount),
        currency: remittance.paymentAmount.currency,
        step: 'receive',
        detail: `trace ${remittance.traceNo} of payer ${remittance.payerTin} was received before with other content: ask the payer which one holds`,
        byteRange,
      },
    },
  };
}

function envelopeOf(evidence: Evidence): Record<string, string> {
  return {
    ...(evidence.interchangeControlNo !== undefined && { ISA: evidence.interchangeControlNo }),
    ...(evidence.groupControlNo !== undefined && { GS: evidence.groupControlNo }),
    ...(evidence.transactionSetControlNo !== undefined && { ST: evidence.transactionSetControlNo }),
  };
}

function faultException({ fault, payment, evidence }: Extract<TransactionRead, { kind: 'quarantined' }>): FlowException {
  const currency = payment?.currency ?? 'USD';
  const amountMinor = (payment && parseAmount(payment.amount, currency)) ?? 0n;
  const acknowledgement = fault.acknowledgement === undefined ? '' : `; send back ${fault.acknowledgement}`;
  return {
    subject: 'transaction-set',
    code: fault.code,
    moneyAtRiskMinor: amountMinor < 0n ? -amountMinor : amountMinor,
    currency,
    step: 'parse',
    detail: `byte ${fault.offset}${fault.segment ? `, segment ${fault.segment.index} ${fault.segment.id}` : ''}: ${fault.message}${acknowledgement}`,
    byteRange: { start: evidence.start, end: evidence.end },
  };
}
