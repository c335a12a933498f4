import type { Remittance } from '../../adapters/index.ts';
import { formatAmount, toMinor } from '../../money.ts';
import { step } from '../engine/index.ts';
import type { FlowException } from '../exceptions/exception.ts';
import type { PaymentTrace } from '../exceptions/resolve-missing-remittance.ts';
import { traceTotals } from '../ledger/trace-totals.ts';
import type { StepResult } from '../reconciliation/outcome.ts';
import type { QueuedDelivery } from '../reconciliation/read-delivery.ts';
import { environment } from './environment.ts';
import { planLateMatch } from './plan-bank-credit.ts';
import { postJournal } from './post-journal.ts';
import type { RemittanceContext } from './remittance-plan.ts';

/** What applying unapplied cash came to. */
export interface LateMatch {
  readonly exceptions: readonly FlowException[];
  readonly steps: readonly StepResult[];
  /** Payment whose MISSING_ERA exceptions close themselves. */
  readonly closes?: PaymentTrace;
}

/** When the bank's credit came before the remittance, moves it out of unapplied cash (2190) into clearing (1015). */
export async function applyUnappliedCash(delivery: QueuedDelivery, remittance: Remittance, context: RemittanceContext): Promise<LateMatch> {
  const currency = remittance.paymentAmount.currency;
  const { unappliedMinor } = await step('read unapplied cash', () =>
    traceTotals(environment().database, remittance.traceNo, currency, remittance.payerTin),
  );
  if (unappliedMinor === 0n) return { exceptions: [], steps: [] };
  const journal = planLateMatch(remittance, {
    companyCode: context.payer.companyCode,
    currency,
    byteRange: delivery.byteRange,
    unappliedMinor,
    postingDate: context.postingDate,
  });
  const posted = await postJournal(journal, delivery, environment().contracts.remittances);
  if ('exception' in posted)
    return { exceptions: [posted.exception], steps: [{ step: 'match', result: 'unapplied cash stays unapplied' }] };
  const difference = toMinor(remittance.paymentAmount) - unappliedMinor;
  const applied = formatAmount(unappliedMinor, currency);
  return {
    closes: { payerTin: remittance.payerTin, traceNo: remittance.traceNo },
    steps: [{ step: 'match', result: `the bank had credited ${applied} before: applied, document ${posted.erpDocumentNo}` }],
    exceptions:
      difference === 0n
        ? []
        : [
            {
              subject: 'late-match',
              code: 'EFT_AMOUNT_MISMATCH',
              moneyAtRiskMinor: difference < 0n ? -difference : difference,
              currency,
              step: 'match',
              detail: `trace ${remittance.traceNo}: the remittance says ${remittance.paymentAmount.amount}, the bank had credited ${applied}`,
              byteRange: delivery.byteRange,
            },
          ],
  };
}
