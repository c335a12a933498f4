import { sql, type Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/** What is billed for a claim so far: credits less debits of patient revenue (4000) under a source prefix, in minor units; a delivery's own journals don't count. */
export async function billedMinor(
  database: Kysely<FlowTables>,
  sourcePrefix: string,
  currency: string,
  deliveryId: string,
): Promise<bigint> {
  const row = await database
    .selectFrom('ledger.journal_line as line')
    .innerJoin('ledger.journal as journal', 'journal.journal_id', 'line.journal_id')
    .where('line.account', '=', '4000')
    .where('journal.currency', '=', currency)
    .where('journal.delivery_id', '<>', deliveryId)
    .where('journal.source_event_id', 'like', `${sourcePrefix}%`)
    .select(sql<string>`coalesce(sum(line.credit_minor - line.debit_minor), 0)`.as('billed'))
    .executeTakeFirstOrThrow();
  return BigInt(row.billed);
}
