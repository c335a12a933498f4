import type { Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/** Of the given billing accounts, those on which a claim of the payer was posted before. */
export async function accountsPosted(
  database: Kysely<FlowTables>,
  payerTin: string,
  billingAccountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (billingAccountIds.length === 0) return new Set();
  const rows = await database
    .selectFrom('ledger.journal')
    .where('payer_tin', '=', payerTin)
    .where('billing_account_id', 'in', [...billingAccountIds])
    .select('billing_account_id')
    .distinct()
    .execute();
  return new Set(rows.flatMap((row) => (row.billing_account_id === null ? [] : [row.billing_account_id])));
}
