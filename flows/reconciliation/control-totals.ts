import { sql, type Kysely } from 'kysely';
import type { DeliveryTable, FlowTables } from '../tables.ts';

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

/** Counts deliveries of one kind: of one run, or of all runs of the flow when no run is given. */
export async function controlTotals(
  database: Kysely<FlowTables>,
  filter: { readonly flow: string; readonly kind: DeliveryTable['kind']; readonly runId?: string },
): Promise<ControlTotals> {
  let query = database.selectFrom('flow.delivery').where('flow', '=', filter.flow).where('kind', '=', filter.kind);
  if (filter.runId !== undefined) query = query.where('run_id', '=', filter.runId);
  const counts = await query
    .select([
      sql<string>`count(*)`.as('received'),
      sql<string>`count(*) filter (where disposition = 'posted')`.as('posted'),
      sql<string>`count(*) filter (where disposition = 'excepted')`.as('excepted'),
      sql<string>`count(*) filter (where disposition = 'duplicate')`.as('duplicate'),
      sql<string>`count(*) filter (where disposition = 'queued')`.as('queued'),
    ])
    .executeTakeFirstOrThrow();
  const received = Number(counts.received);
  const posted = Number(counts.posted);
  const excepted = Number(counts.excepted);
  const duplicate = Number(counts.duplicate);
  const queued = Number(counts.queued);
  return { received, posted, excepted, duplicate, queued, isReconciled: received === posted + excepted + duplicate + queued };
}
