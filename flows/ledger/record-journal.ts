import type { Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';
import { assertBalanced, periodOf, type Journal } from './journal.ts';

/** Where a journal comes from: written on every line of it. */
export interface JournalOrigin {
  readonly deliveryId: string;
  readonly contractId: string;
  readonly contractVersion: string;
  readonly flow: string;
  readonly step: string;
  /** SHA-256 of the file whose bytes the lines name, in lower-case hexadecimal. */
  readonly sourceSha256: string;
}

/**
 * Appends a journal that the ERP has posted. Recording the same journal again changes nothing.
 *
 * @throws InterlockError LEDGER_UNBALANCED before anything is written
 */
export async function recordJournal(
  database: Kysely<FlowTables>,
  journal: Journal,
  origin: JournalOrigin,
  erpDocumentNo: string,
): Promise<void> {
  assertBalanced(journal);
  await database.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto('ledger.journal')
      .values({
        journal_id: journal.journalId,
        source_event_id: journal.sourceEventId,
        description: journal.description,
        company_code: journal.companyCode,
        document_date: journal.documentDate,
        posting_date: journal.postingDate,
        period: periodOf(journal.postingDate),
        currency: journal.currency,
        erp_document_no: erpDocumentNo,
        delivery_id: origin.deliveryId,
        billing_account_id: journal.billingAccountId ?? null,
        payer_tin: journal.payerTin ?? null,
        trace_no: journal.traceNo ?? null,
      })
      .onConflict((conflict) => conflict.column('journal_id').doNothing())
      .returning('journal_id')
      .executeTakeFirst();
    if (!inserted) return;
    await transaction
      .insertInto('ledger.journal_line')
      .values(
        journal.lines.map((line, index) => ({
          journal_id: journal.journalId,
          line_no: index + 1,
          account: line.account,
          debit_minor: line.debitMinor,
          credit_minor: line.creditMinor,
          cost_center: null,
          source_event_id: journal.sourceEventId,
          contract_id: origin.contractId,
          contract_version: origin.contractVersion,
          flow: origin.flow,
          step: origin.step,
          source_sha256: origin.sourceSha256,
          byte_start: line.byteRange.start,
          byte_end: line.byteRange.end,
        })),
      )
      .execute();
  });
}
