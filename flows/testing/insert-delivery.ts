import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Puts a run with one delivery into the database, for tests of what hangs on a delivery. Gives its id. */
export async function insertDelivery(pool: pg.Pool): Promise<string> {
  const [runId, deliveryId] = [randomUUID(), randomUUID()];
  await pool.query(`insert into flow.run (run_id, flow, started_at, received) values ($1, 'claim-to-cash', now(), '{}')`, [runId]);
  await pool.query(
    `insert into flow.delivery (delivery_id, run_id, flow, kind, file, file_sha256, byte_start, byte_end, envelope, summary, business_key, content_sha256, received_at)
     values ($1, $2, 'claim-to-cash', 'transaction-set', 'a.835', $3, 0, 1, '{}', 'a payment', 'key', $3, now())`,
    [deliveryId, runId, 'a'.repeat(64)],
  );
  return deliveryId;
}
