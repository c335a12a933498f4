import type { Kysely } from 'kysely';
import type { ByteRange } from '../ledger/journal.ts';
import type { DeliveryTable, FlowTables } from '../tables.ts';

/** A delivery that waits for its flow. */
export interface QueuedDelivery {
  readonly deliveryId: string;
  readonly attempt: number;
  readonly kind: DeliveryTable['kind'];
  readonly fileSha256: string;
  readonly byteRange: ByteRange;
  readonly payload: object;
  readonly receivedAt: Date;
}

/** Reads a delivery that was readable when it was received. */
export async function readDelivery(database: Kysely<FlowTables>, deliveryId: string): Promise<QueuedDelivery> {
  const row = await database.selectFrom('flow.delivery').where('delivery_id', '=', deliveryId).selectAll().executeTakeFirstOrThrow();
  if (row.payload === null) throw new Error(`delivery ${deliveryId} has no payload`);
  return {
    deliveryId,
    attempt: row.attempt,
    kind: row.kind,
    fileSha256: row.file_sha256,
    byteRange: { start: Number(row.byte_start), end: Number(row.byte_end) },
    payload: row.payload,
    receivedAt: row.received_at,
  };
}
