import { sql, type Kysely } from 'kysely';
import { InterlockError } from '../../errors.ts';
import type { FlowTables } from '../tables.ts';

/**
 * Puts excepted deliveries back into the queue, once what held them is mended, and closes their open exceptions. Nothing of them had
 * been posted; the next run starts them from the beginning.
 *
 * @throws InterlockError DELIVERY_NOT_REPLAYABLE for the first that is unknown, unreadable or not excepted; none is replayed then
 */
export async function replay(database: Kysely<FlowTables>, flow: string, deliveryIds: readonly string[], now: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const deliveryId of deliveryIds) {
      const delivery = await transaction
        .selectFrom('flow.delivery')
        .where('flow', '=', flow)
        .where(sql<string>`delivery_id::text`, '=', deliveryId)
        .select(['disposition', sql<boolean>`payload is not null`.as('is_readable')])
        .forUpdate()
        .executeTakeFirst();
      const obstacle = !delivery
        ? 'is not known'
        : delivery.disposition !== 'excepted'
          ? `is ${delivery.disposition}, not excepted`
          : delivery.is_readable
            ? undefined
            : 'could not be read: it takes a corrected file';
      if (obstacle !== undefined) throw new InterlockError('DELIVERY_NOT_REPLAYABLE', `delivery ${deliveryId} ${obstacle}`);
      await transaction
        .updateTable('flow.delivery')
        .set((update) => ({
          disposition: 'queued' as const,
          reason: null,
          decided_at: null,
          outcome: null,
          attempt: update('attempt', '+', 1),
        }))
        .where('delivery_id', '=', deliveryId)
        .execute();
      await transaction
        .updateTable('flow.exception')
        .set({ resolved_at: now, resolution: 'replayed' })
        .where('delivery_id', '=', deliveryId)
        .where('resolved_at', 'is', null)
        .execute();
    }
  });
}
