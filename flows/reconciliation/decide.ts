import type { Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/** What became of a delivery, and what its flow did, step by step. */
export interface Decision {
  readonly disposition: 'posted' | 'excepted';
  /** Why it was excepted. */
  readonly reason?: string;
  /** Serialisable. */
  readonly outcome: object;
  readonly decidedAt: Date;
}

/** Takes a delivery off the queue. */
export async function decide(database: Kysely<FlowTables>, deliveryId: string, decision: Decision): Promise<void> {
  await database
    .updateTable('flow.delivery')
    .set({
      disposition: decision.disposition,
      reason: decision.reason ?? null,
      outcome: JSON.stringify(decision.outcome),
      decided_at: decision.decidedAt,
    })
    .where('delivery_id', '=', deliveryId)
    .execute();
}
