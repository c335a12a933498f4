import { retryWorkflow, startWorkflow, step, workflow, type WorkflowRun } from '../engine/index.ts';
import { readDelivery } from '../reconciliation/read-delivery.ts';
import { environment } from './environment.ts';
import { postBankCredit } from './post-bank-credit.ts';
import { postBill } from './post-bill.ts';
import { postRemittance } from './post-remittance.ts';

/** The durable flow of one delivery: what was done stays done, however often its process ends in between. */
const processDelivery = workflow('claim-to-cash', async (deliveryId: string): Promise<void> => {
  const delivery = await step('read delivery', () => readDelivery(environment().database, deliveryId));
  switch (delivery.kind) {
    case 'claim.finalised':
      return postBill(delivery);
    case 'transaction-set':
      return postRemittance(delivery);
    case 'bank.credit':
      return postBankCredit(delivery);
  }
});

/**
 * Starts, or takes up again, the flow of a delivery.
 *
 * @param attempt counts from 1; a later one goes on at the step where the one before failed, or from the start when none did (a replay)
 */
export async function startDelivery(deliveryId: string, attempt: number): Promise<WorkflowRun<void>> {
  const id = (number: number) => `claim-to-cash/${deliveryId}/${number}`;
  if (attempt === 1) return startWorkflow(processDelivery, id(1), deliveryId);
  return (await retryWorkflow<void>(id(attempt - 1), id(attempt))) ?? startWorkflow(processDelivery, id(attempt), deliveryId);
}
