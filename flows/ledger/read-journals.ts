import { sql, type Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/** A journal as it stands in the ledger. Amounts in minor units. */
export interface RecordedJournal {
  readonly journalId: string;
  readonly sourceEventId: string;
  readonly deliveryId: string;
  readonly description: string;
  readonly companyCode: string;
  readonly postingDate: string;
  readonly currency: string;
  readonly erpDocumentNo: string;
  readonly lines: readonly {
    readonly account: string;
    readonly accountName: string;
    readonly debitMinor: bigint;
    readonly creditMinor: bigint;
    readonly byteRange: { readonly start: number; readonly end: number };
  }[];
}

/** Journals of the given deliveries, in the order in which the deliveries were received and their parts planned. */
export async function readJournals(database: Kysely<FlowTables>, deliveryIds: readonly string[]): Promise<readonly RecordedJournal[]> {
  if (deliveryIds.length === 0) return [];
  const rows = await database
    .selectFrom('ledger.journal_line as line')
    .innerJoin('ledger.journal as journal', 'journal.journal_id', 'line.journal_id')
    .innerJoin('ledger.account as account', 'account.account', 'line.account')
    .innerJoin('flow.delivery as delivery', 'delivery.delivery_id', 'journal.delivery_id')
    .where('journal.delivery_id', 'in', deliveryIds)
    .orderBy('delivery.sequence')
    .orderBy('journal.recorded_at')
    .orderBy('journal.journal_id')
    .orderBy('line.line_no')
    .select([
      'journal.journal_id',
      'journal.source_event_id',
      'journal.delivery_id',
      'journal.description',
      'journal.company_code',
      'journal.currency',
      'journal.erp_document_no',
      sql<string>`to_char(journal.posting_date, 'YYYY-MM-DD')`.as('posting_date'),
      'line.account',
      'account.name',
      'line.debit_minor',
      'line.credit_minor',
      'line.byte_start',
      'line.byte_end',
    ])
    .execute();
  const journals = new Map<string, RecordedJournal & { lines: RecordedJournal['lines'][number][] }>();
  for (const row of rows) {
    let journal = journals.get(row.journal_id);
    if (!journal) {
      journal = {
        journalId: row.journal_id,
        sourceEventId: row.source_event_id,
        deliveryId: row.delivery_id,
        description: row.description,
        companyCode: row.company_code,
        postingDate: row.posting_date,
        currency: row.currency,
        erpDocumentNo: row.erp_document_no,
        lines: [],
      };
      journals.set(row.journal_id, journal);
    }
    journal.lines.push({
      account: row.account,
      accountName: row.name,
      debitMinor: BigInt(row.debit_minor),
      creditMinor: BigInt(row.credit_minor),
      byteRange: { start: Number(row.byte_start), end: Number(row.byte_end) },
    });
  }
  return [...journals.values()];
}
