import { sql, type Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/**
 * What a payer's claims took off AR payer (1100) on billing accounts, in minor units: credits less debits. A reversal can take back that
 * much and no more.
 *
 * @param deliveryId whose own journals don't count: a replay sees what its first run saw
 * @returns accounts with none are missing
 */
export async function postedReceivable(
  database: Kysely<FlowTables>,
  payerTin: string,
  billingAccountIds: readonly string[],
  deliveryId: string,
): Promise<ReadonlyMap<string, bigint>> {
  if (billingAccountIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('ledger.journal_line as line')
    .innerJoin('ledger.journal as journal', 'journal.journal_id', 'line.journal_id')
    .where('line.account', '=', '1100')
    .where('journal.payer_tin', '=', payerTin)
    .where('journal.billing_account_id', 'in', [...billingAccountIds])
    .where('journal.delivery_id', '<>', deliveryId)
    .groupBy('journal.billing_account_id')
    .select(['journal.billing_account_id', sql<string>`sum(line.credit_minor - line.debit_minor)`.as('posted')])
    .execute();
  return new Map(rows.flatMap((row) => (row.billing_account_id === null ? [] : [[row.billing_account_id, BigInt(row.posted)]])));
}
