import { sql, type Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/** Closes the MISSING_ERA exceptions of bank credits with a trace number: their remittance has come. */
export async function resolveMissingRemittance(database: Kysely<FlowTables>, traceNo: string, resolvedAt: Date): Promise<void> {
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
        .where(sql`payload ->> 'traceNo'`, '=', traceNo),
    )
    .execute();
}
