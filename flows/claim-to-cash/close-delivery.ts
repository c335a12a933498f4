import { step } from '../engine/index.ts';
import type { FlowException } from '../exceptions/exception.ts';
import { openExceptions } from '../exceptions/open-exceptions.ts';
import { resolveMissingRemittance, type PaymentTrace } from '../exceptions/resolve-missing-remittance.ts';
import { decide } from '../reconciliation/decide.ts';
import type { Outcome } from '../reconciliation/outcome.ts';
import type { QueuedDelivery } from '../reconciliation/read-delivery.ts';
import { environment, type ContractVersion } from './environment.ts';

/**
 * Ends a delivery, in one transaction: opens its exceptions and takes it off the queue. It is excepted when nothing was posted and something is
 * open, else posted.
 *
 * @param closesTrace payment whose missing remittance this was
 */
export async function closeDelivery(
  delivery: QueuedDelivery,
  contract: ContractVersion,
  outcome: Outcome,
  exceptions: readonly FlowException[],
  journalCount: number,
  closesTrace?: PaymentTrace,
): Promise<void> {
  await step('decide', () =>
    environment()
      .database.transaction()
      .execute(async (transaction) => {
        const decidedAt = new Date();
        await openExceptions(
          transaction,
          { deliveryId: delivery.deliveryId, attempt: delivery.attempt, contract, openedAt: decidedAt },
          exceptions,
        );
        if (closesTrace !== undefined) await resolveMissingRemittance(transaction, closesTrace, decidedAt);
        const isExcepted = journalCount === 0 && exceptions.length > 0;
        await decide(transaction, delivery.deliveryId, {
          disposition: isExcepted ? 'excepted' : 'posted',
          ...(isExcepted && { reason: [...new Set(exceptions.map((exception) => exception.code))].join(', ') }),
          outcome,
          decidedAt,
        });
      }),
  );
}
