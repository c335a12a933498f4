import { createHash } from 'node:crypto';
import type { BankCredit, ClaimFinalised } from '../../adapters/index.ts';
import { InterlockError } from '../../errors.ts';
import type { Money } from '../../money.ts';
import type { CompiledContract } from '../../registry/contract/index.ts';
import type { Arrival } from '../reconciliation/receive.ts';
import { bankCreditKey } from './plan-bank-credit.ts';
import { billKey } from './plan-bill.ts';
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
      contentSha256: createHash('sha256').update(judged.businessKey).digest('hex'),
      payload: event.payload as object,
    };
  });
}

/** What an event that fits its contract is and comes to. */
function judge(event: EventRecord, contracts: EventContracts): Pick<Arrival, 'businessKey' | 'summary'> & { readonly amount: Money } {
  switch (event.name) {
    case 'claim.finalised':
      permit(event, contracts.claimsEvents);
      return describeBill(event.payload as ClaimFinalised);
    case 'bank.credit':
      permit(event, contracts.bankCredits);
      return describeCredit(event.payload as BankCredit);
    default:
      throw new InterlockError('EVENT_INVALID', `claim-to-cash takes claim.finalised and bank.credit, not '${event.name}'`, {
        place: event.place,
      });
  }
}

function describeBill(bill: ClaimFinalised) {
  const summary = `claim ${bill.claimId}, frequency ${bill.frequency}, billed ${bill.billedOn}`;
  return { businessKey: billKey(bill), summary, amount: bill.totalCharge };
}

function describeCredit(credit: BankCredit) {
  return { businessKey: bankCreditKey(credit), summary: `trace ${credit.traceNo}, settled ${credit.settleDate}`, amount: credit.amount };
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
