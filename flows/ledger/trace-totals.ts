import { sql, type Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/** What the ledger holds for a payment's trace number, in minor units of its currency. */
export interface TraceTotals {
  /** Debit balance of remittance clearing (1015). */
  readonly clearingMinor: bigint;
  /** Credit balance of unapplied cash (2190) that came from the bank. */
  readonly unappliedMinor: bigint;
  readonly isRemitted: boolean;
  readonly isSettled: boolean;
}

/**
 * Sums the journals of a trace number. Remittances write `remittance/…` sources, bank credits `bank-credit/…`.
 *
 * @param payerTin trace numbers are a payer's own: what names another payer is left out; undefined when the payer isn't known
 */
export async function traceTotals(
  database: Kysely<FlowTables>,
  traceNo: string,
  currency: string,
  payerTin: string | undefined,
): Promise<TraceTotals> {
  let journals = database
    .selectFrom('ledger.journal_line as line')
    .innerJoin('ledger.journal as journal', 'journal.journal_id', 'line.journal_id')
    .where('journal.trace_no', '=', traceNo)
    .where('journal.currency', '=', currency);
  if (payerTin !== undefined) {
    journals = journals.where((where) => where.or([where('journal.payer_tin', '=', payerTin), where('journal.payer_tin', 'is', null)]));
  }
  const row = await journals
    .select([
      sql<string>`coalesce(sum(line.debit_minor - line.credit_minor) filter (where line.account = '1015'), 0)`.as('clearing'),
      sql<string>`coalesce(sum(line.credit_minor - line.debit_minor) filter (where line.account = '2190'
        and (journal.source_event_id like 'bank-credit/%' or journal.source_event_id like '%/late-match')), 0)`.as('unapplied'),
      sql<boolean>`coalesce(bool_or(journal.source_event_id like 'remittance/%'), false)`.as('is_remitted'),
      sql<boolean>`coalesce(bool_or(line.account = '1015' and (journal.source_event_id like 'bank-credit/%' or journal.source_event_id like '%/late-match')), false)`.as(
        'is_settled',
      ),
    ])
    .executeTakeFirstOrThrow();
  return {
    clearingMinor: BigInt(row.clearing),
    unappliedMinor: BigInt(row.unapplied),
    isRemitted: row.is_remitted,
    isSettled: row.is_settled,
  };
}
