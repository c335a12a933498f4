import { sql, type Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/** A payment by its payer and the payer's trace number. */
export interface PaymentTrace {
  readonly payerTin: string;
  readonly traceNo: string;
}

/** Closes the MISSING_ERA exceptions of bank credits of a payment, and of those that name no payer: their remittance has come. */
export async function resolveMissingRemittance(database: Kysely<FlowTables>, trace: PaymentTrace, resolvedAt: Date): Promise<void> {
  await database
    .updateTable('flow.exception')
    .set({ resolved_at: resolvedAt, resolution: 'the remittance has come' })
    .where('code', '=', 'MISSING_ERA')
    .where('resolved_at', 'is', null)
    .where('delivery_id', 'in', (select) =>
      select
        .selectFrom('flow.delivery')
        .select('delivery_id')
        .where('kind', '=', 'bank.credit')
        .where(sql`payload ->> 'traceNo'`, '=', trace.traceNo)
        .where(sql`coalesce(payload ->> 'payerTin', ${trace.payerTin})`, '=', trace.payerTin),
    )
    .execute();
}
