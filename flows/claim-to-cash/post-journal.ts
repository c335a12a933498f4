import { formatAmount, toMoney } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import { step } from '../engine/index.ts';
import { periodOf, type Journal } from '../ledger/journal.ts';
import { recordJournal } from '../ledger/record-journal.ts';
import type { QueuedDelivery } from '../reconciliation/read-delivery.ts';
import { effect } from './effects.ts';
import { environment, type ContractVersion } from './environment.ts';

/** A journal that ERP finance has posted and the ledger has recorded, or the exception it became. */
export type PostedJournal = { readonly erpDocumentNo: string } | { readonly exception: FlowException };

/**
 * Posts a journal in ERP finance and records it in the ledger. Its id is the ERP's external id and the idempotency key, so doing it again
 * has no second effect.
 */
export async function postJournal(journal: Journal, delivery: QueuedDelivery, contract: ContractVersion): Promise<PostedJournal> {
  const { database, systems } = environment();
  const name = `${journal.description}: ${journal.sourceEventId}`;
  const posted = await effect<{ readonly erpDocumentNo: string }>(`post ${name}`, async () => {
    const posting = await systems.erp.postJournal(toJournalEntry(journal));
    if (posting.kind === 'posted') return { erpDocumentNo: posting.journal.erpDocumentNo };
    return { refused: posting.problem.detail ?? posting.problem.title };
  });
  if (posted.kind === 'refused') {
    const totalMinor = journal.lines.reduce((sum, line) => sum + line.debitMinor, 0n);
    return {
      exception: {
        subject: `journal/${journal.journalId}`,
        code: posted.code === 'CONTRACT_VIOLATED' ? 'CONTRACT_VIOLATED' : 'JOURNAL_REFUSED',
        moneyAtRiskMinor: totalMinor,
        currency: journal.currency,
        step: 'journal',
        detail: `${journal.description} of ${formatAmount(totalMinor, journal.currency)} (${journal.sourceEventId}): ${posted.detail}`,
        byteRange: journal.lines[0]?.byteRange ?? delivery.byteRange,
      },
    };
  }
  const { erpDocumentNo } = posted.result;
  await step(`record ${name}`, () =>
    recordJournal(
      database,
      journal,
      {
        deliveryId: delivery.deliveryId,
        contractId: contract.id,
        contractVersion: contract.version,
        flow: 'claim-to-cash',
        step: journal.description,
        sourceSha256: delivery.fileSha256,
      },
      erpDocumentNo,
    ),
  );
  return { erpDocumentNo };
}

function toJournalEntry(journal: Journal) {
  return {
    journalId: journal.journalId,
    sourceEventId: journal.sourceEventId,
    companyCode: journal.companyCode,
    documentDate: journal.documentDate,
    postingDate: journal.postingDate,
    period: periodOf(journal.postingDate),
    currency: journal.currency,
    lines: journal.lines.map((line) => ({
      account: line.account,
      debit: toMoney(line.debitMinor, journal.currency),
      credit: toMoney(line.creditMinor, journal.currency),
    })),
  };
}
