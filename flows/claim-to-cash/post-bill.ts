import type { ClaimFinalised } from '../../adapters/index.ts';
import { step } from '../engine/index.ts';
import { billedMinor } from '../ledger/billed-minor.ts';
import type { QueuedDelivery } from '../reconciliation/read-delivery.ts';
import { closeDelivery } from './close-delivery.ts';
import { environment } from './environment.ts';
import { billSource, planBill } from './plan-bill.ts';
import { postJournal } from './post-journal.ts';

/** Bills a finalised claim: 1100 AR payer to 4000 gross patient revenue. */
export async function postBill(delivery: QueuedDelivery): Promise<void> {
  const bill = delivery.payload as ClaimFinalised;
  const { database, contracts } = environment();
  const billed = await step('read bills', () =>
    billedMinor(database, billSource(bill.claimId), bill.totalCharge.currency, delivery.deliveryId),
  );
  const plan = planBill(bill, delivery.byteRange, billed);
  const exceptions = [...plan.exceptions];
  let postedCount = 0;
  for (const journal of plan.journals) {
    const posted = await postJournal(journal, delivery, contracts.remittances);
    if ('exception' in posted) exceptions.push(posted.exception);
    else postedCount++;
  }
  await closeDelivery(
    delivery,
    contracts.remittances,
    {
      steps: [{ step: 'journals', result: `${postedCount} of ${plan.journals.length} posted in ERP finance` }],
      claims: [],
    },
    exceptions,
    postedCount,
  );
}
