import { sql, type Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/** Debits and credits of one account in one currency, in minor units. */
export interface AccountTotals {
  readonly account: string;
  readonly name: string;
  readonly currency: string;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

/** Totals of every account that was ever posted to, by account and currency. Debits and credits of a currency are equal. */
export async function trialBalance(database: Kysely<FlowTables>): Promise<readonly AccountTotals[]> {
  const rows = await database
    .selectFrom('ledger.journal_line as line')
    .innerJoin('ledger.journal as journal', 'journal.journal_id', 'line.journal_id')
    .innerJoin('ledger.account as account', 'account.account', 'line.account')
    .groupBy(['line.account', 'account.name', 'journal.currency'])
    .orderBy('line.account')
    .orderBy('journal.currency')
    .select([
      'line.account',
      'account.name',
      'journal.currency',
      sql<string>`sum(line.debit_minor)`.as('debit'),
      sql<string>`sum(line.credit_minor)`.as('credit'),
    ])
    .execute();
  return rows.map(({ account, name, currency, debit, credit }) => ({
    account,
    name,
    currency,
    debitMinor: BigInt(debit),
    creditMinor: BigInt(credit),
  }));
}
