import type { BankCredit } from '../../adapters/index.ts';
import { step } from '../engine/index.ts';
import { traceTotals } from '../ledger/trace-totals.ts';
import type { QueuedDelivery } from '../reconciliation/read-delivery.ts';
import { closeDelivery } from './close-delivery.ts';
import { environment } from './environment.ts';
import { planBankCredit } from './plan-bank-credit.ts';
import { postJournal } from './post-journal.ts';

/** Posts a bank credit: against the remittance with its trace number, of the payer that the bank names if it names one, or as unapplied cash. A credit of nothing posts nothing. */
export async function postBankCredit(delivery: QueuedDelivery): Promise<void> {
  const credit = delivery.payload as BankCredit;
  const { database, contracts } = environment();
  const totals = await step('read clearing', () => traceTotals(database, credit.traceNo, credit.amount.currency, credit.payerTin));
  const plan = planBankCredit(credit, delivery.byteRange, {
    isRemitted: totals.isRemitted,
    isSettled: totals.isSettled,
    outstandingMinor: totals.clearingMinor,
  });
  if (plan.journal.lines.length === 0) {
    return closeDelivery(delivery, contracts.bankCredits, { steps: [{ step: 'match', result: 'nothing to post' }], claims: [] }, [], 0);
  }
  const posted = await postJournal(plan.journal, delivery, contracts.bankCredits);
  const isPosted = !('exception' in posted);
  await closeDelivery(
    delivery,
    contracts.bankCredits,
    {
      steps: [{ step: 'match', result: isPosted ? `${plan.journal.description}, document ${posted.erpDocumentNo}` : 'refused' }],
      claims: [],
    },
    isPosted ? plan.exceptions : [posted.exception],
    isPosted ? 1 : 0,
  );
}
