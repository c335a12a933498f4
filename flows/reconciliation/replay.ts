import { sql, type Kysely, type Transaction } from 'kysely';
import { InterlockError } from '../../errors.ts';
import type { ExceptionCode } from '../exceptions/exception-codes.ts';
import type { FlowTables } from '../tables.ts';

/** What a system refused: a delivery of which other parts were posted can be replayed for them, since each effect has one identity. */
const REFUSALS: readonly ExceptionCode[] = ['JOURNAL_REFUSED', 'BILLING_REFUSED', 'CONTRACT_VIOLATED'];

/**
 * Puts deliveries back into the queue, once what held them is mended, and closes their open exceptions: those that are excepted, and those
 * of which a system refused a part. The next run starts them from the beginning; what was posted has its identity and is not posted again.
 *
 * @throws InterlockError DELIVERY_NOT_REPLAYABLE for the first that is unknown, unreadable or has nothing to replay, or whose payment another
 *   delivery posted or is about to post; none is replayed then
 */
export async function replay(database: Kysely<FlowTables>, flow: string, deliveryIds: readonly string[], now: Date): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    // As `receive` does: nothing may arrive between the look for another delivery of the payment and the change.
    await sql`lock table flow.delivery in share row exclusive mode`.execute(transaction);
    for (const deliveryId of deliveryIds) {
      const delivery = await transaction
        .selectFrom('flow.delivery')
        .where('flow', '=', flow)
        .where(sql<string>`delivery_id::text`, '=', deliveryId)
        .select((select) => [
          'disposition',
          'business_key',
          'conflict_key',
          sql<boolean>`payload is not null`.as('is_readable'),
          select
            .exists(
              select
                .selectFrom('flow.exception')
                .whereRef('flow.exception.delivery_id', '=', 'flow.delivery.delivery_id')
                .where('resolved_at', 'is', null)
                .where('code', 'in', [...REFUSALS]),
            )
            .as('is_refused'),
        ])
        .executeTakeFirst();
      const rival = delivery && (await findRival(transaction, flow, { deliveryId, ...delivery }));
      const obstacle = !delivery
        ? 'is not known'
        : delivery.disposition !== 'excepted' && !delivery.is_refused
          ? `is ${delivery.disposition}, and nothing of it was refused`
          : !delivery.is_readable
            ? 'could not be read: it takes a corrected file'
            : rival
              ? `would post once more what delivery ${rival.delivery_id} of ${rival.file} says, which is ${rival.disposition}`
              : undefined;
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

/** Another delivery of the same business event or payment that was posted or waits for it. */
function findRival(
  transaction: Transaction<FlowTables>,
  flow: string,
  delivery: { readonly deliveryId: string; readonly business_key: string; readonly conflict_key: string | null },
) {
  return transaction
    .selectFrom('flow.delivery')
    .where('flow', '=', flow)
    .where('delivery_id', '<>', delivery.deliveryId)
    .where('disposition', 'in', ['posted', 'queued'])
    .where((where) =>
      where.or([
        where('business_key', '=', delivery.business_key),
        ...(delivery.conflict_key === null ? [] : [where('conflict_key', '=', delivery.conflict_key)]),
      ]),
    )
    .orderBy('sequence')
    .select(['delivery_id', 'file', 'disposition'])
    .executeTakeFirst();
}
