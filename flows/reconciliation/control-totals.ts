import { sql, type Kysely } from 'kysely';
import type { DeliveryTable, Disposition, FlowTables } from '../tables.ts';

/** What was received and what became of it: received = posted + excepted + duplicate + queued, at any time. */
export interface ControlTotals {
  readonly received: number;
  readonly posted: number;
  readonly excepted: number;
  readonly duplicate: number;
  readonly queued: number;
  /** Whether nothing is unaccounted for. */
  readonly isReconciled: boolean;
}

/**
 * Counts deliveries of one kind: of one run, or of all runs of the flow when no run is given. What was received is what the readers of the
 * files counted, so that a delivery that went missing would show.
 */
export async function controlTotals(
  database: Kysely<FlowTables>,
  filter: { readonly flow: string; readonly kind: DeliveryTable['kind']; readonly runId?: string },
): Promise<ControlTotals> {
  const { flow, kind, runId } = filter;
  let runs = database.selectFrom('flow.run').where('flow', '=', flow);
  let deliveries = database.selectFrom('flow.delivery').where('flow', '=', flow).where('kind', '=', kind);
  if (runId !== undefined) {
    runs = runs.where('run_id', '=', runId);
    deliveries = deliveries.where('run_id', '=', runId);
  }
  const read = await runs.select(sql<string>`coalesce(sum((received ->> ${kind})::bigint), 0)`.as('received')).executeTakeFirstOrThrow();
  const rows = await deliveries
    .groupBy('disposition')
    .select(['disposition', sql<string>`count(*)`.as('count')])
    .execute();
  const count = (disposition: Disposition) => Number(rows.find((row) => row.disposition === disposition)?.count ?? 0);
  const received = Number(read.received);
  const posted = count('posted');
  const excepted = count('excepted');
  const duplicate = count('duplicate');
  const queued = count('queued');
  return { received, posted, excepted, duplicate, queued, isReconciled: received === posted + excepted + duplicate + queued };
}
