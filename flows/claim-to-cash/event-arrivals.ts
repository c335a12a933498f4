import { createHash } from 'node:crypto';
import type { BankCredit, ClaimFinalised } from '../../adapters/index.ts';
import { InterlockError } from '../../errors.ts';
import { toMinor, type Money } from '../../money.ts';
import type { CompiledContract } from '../../registry/contract/index.ts';
import type { FlowException } from '../exceptions/exception.ts';
import type { Arrival } from '../reconciliation/receive.ts';
import { bankCreditKey } from './plan-bank-credit.ts';
import { billKey, ORIGINAL } from './plan-bill.ts';
import { readEventFile, type EventRecord } from './read-event-file.ts';

/** The contracts that judge the events. */
export interface EventContracts {
  readonly claimsEvents: CompiledContract;
  readonly bankCredits: CompiledContract;
}

/**
 * Reads a file of events: `claim.finalised` and `bank.credit`, each judged by its contract.
 *
 * @throws InterlockError EVENT_INVALID with the line, before anything of the file is taken
 */
export function eventArrivals(file: string, bytes: Uint8Array, contracts: EventContracts): readonly Arrival[] {
  const fileSha256 = createHash('sha256').update(bytes).digest('hex');
  return readEventFile(file, bytes).map((event): Arrival => {
    const judged = judge(event, contracts);
    return {
      kind: event.name as 'claim.finalised' | 'bank.credit',
      file,
      fileSha256,
      byteRange: event.byteRange,
      envelope: typeof event.headers['ce-id'] === 'string' ? { id: event.headers['ce-id'] } : {},
      ...judged,
      contentSha256: contentHash(event.payload),
      payload: event.payload as object,
    };
  });
}

type Judged = Required<Pick<Arrival, 'businessKey' | 'summary' | 'amount' | 'conflict'>>;

/** What an event that fits its contract is and comes to. */
function judge(event: EventRecord, contracts: EventContracts): Judged {
  switch (event.name) {
    case 'claim.finalised':
      permit(event, contracts.claimsEvents);
      return describeBill(event, event.payload as ClaimFinalised);
    case 'bank.credit':
      permit(event, contracts.bankCredits);
      return describeCredit(event, event.payload as BankCredit);
    default:
      throw new InterlockError('EVENT_INVALID', `claim-to-cash takes claim.finalised and bank.credit, not '${event.name}'`, {
        place: event.place,
      });
  }
}

function describeBill(event: EventRecord, bill: ClaimFinalised): Judged {
  const businessKey = billKey(bill);
  return {
    businessKey,
    summary: `claim ${bill.claimId}, frequency ${bill.frequency}, billed ${bill.billedOn}`,
    amount: bill.totalCharge,
    conflict: {
      // A claim has one original bill; it may be corrected several times, each time with a charge of its own.
      key: bill.frequency === ORIGINAL ? `${bill.claimId}:${ORIGINAL}` : businessKey,
      exception: conflict(event, 'BILL_CONFLICT', bill.totalCharge, `claim ${bill.claimId} was billed before with other content`),
    },
  };
}

function describeCredit(event: EventRecord, credit: BankCredit): Judged {
  const businessKey = bankCreditKey(credit);
  const detail = `trace ${credit.traceNo}: a credit of this day and amount was received before with other content`;
  return {
    businessKey,
    summary: `trace ${credit.traceNo}, settled ${credit.settleDate}`,
    amount: credit.amount,
    conflict: { key: businessKey, exception: conflict(event, 'BANK_CREDIT_CONFLICT', credit.amount, detail) },
  };
}

function conflict(event: EventRecord, code: FlowException['code'], amount: Money, detail: string): FlowException {
  return {
    subject: event.name,
    code,
    moneyAtRiskMinor: toMinor(amount),
    currency: amount.currency,
    step: 'receive',
    detail: `${detail}: ask the sender which one holds`,
    byteRange: event.byteRange,
  };
}

/** SHA-256 of a payload, whatever the order of its members. */
function contentHash(payload: unknown): string {
  const sorted = (_key: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash('sha256').update(JSON.stringify(payload, sorted)).digest('hex');
}

function permit(event: EventRecord, compiled: CompiledContract): void {
  const operation = compiled.contract.operations.find(
    (candidate) => candidate.kind === 'event' && candidate.messages.some((message) => message.name === event.name),
  );
  if (operation?.kind !== 'event') {
    throw new InterlockError('EVENT_INVALID', `the contract '${compiled.contract.title}' has no message '${event.name}'`, {
      place: event.place,
    });
  }
  const verdict = compiled.permitsMessage(operation, { headers: event.headers, payload: { value: event.payload } });
  if (verdict.accepted) return;
  const violations = verdict.violations.map((violation) => `${violation.part}${violation.pointer}: ${violation.message}`).join('; ');
  throw new InterlockError('EVENT_INVALID', `'${event.name}' does not fit its contract: ${violations}`, { place: event.place });
}
