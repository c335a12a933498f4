import { v5 as uuidV5 } from 'uuid';
import type { Remittance } from '../../adapters/index.ts';
import type { Journal, JournalLine } from '../ledger/journal.ts';
import type { RemittanceContext } from './remittance-plan.ts';

/** Namespace of the UUIDs that claim-to-cash derives from business content (RFC 9562 §5.5). */
export const CLAIM_TO_CASH_NAMESPACE = 'c1d0a9a4-52a5-5d5c-8a44-3f6d6b0f5f0e';

/** A journal of a remittance; undefined when there is nothing to post. */
export function journalOf(
  remittance: Remittance,
  context: Pick<RemittanceContext, 'payer' | 'postingDate'>,
  part: {
    readonly source: string;
    readonly description: string;
    readonly lines: readonly JournalLine[];
    readonly billingAccountId?: string;
  },
): Journal | undefined {
  if (part.lines.length === 0) return undefined;
  const sourceEventId = `remittance/${remittance.remittanceId}/${part.source}`;
  return {
    journalId: uuidV5(sourceEventId, CLAIM_TO_CASH_NAMESPACE),
    sourceEventId,
    description: part.description,
    companyCode: context.payer.companyCode,
    documentDate: remittance.effectiveDate,
    postingDate: context.postingDate,
    currency: remittance.paymentAmount.currency,
    lines: part.lines,
    ...(part.billingAccountId !== undefined && { billingAccountId: part.billingAccountId }),
    payerTin: remittance.payerTin,
    traceNo: remittance.traceNo,
  };
}
