import type { Remittance } from '../../adapters/index.ts';
import { formatAmount } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import { journalLine, type Journal } from '../ledger/journal.ts';
import { journalOf } from './journal-of.ts';
import type { AccountChange, RemittanceContext } from './remittance-plan.ts';

/**
 * Plans what a patient has overpaid, once the balances of the account were changed: it leaves AR patient (1110) for patient credit
 * balances (2160).
 *
 * @param patientBeforeMinor patient balance that the change was made on
 * @returns undefined when nothing is overpaid
 */
export function planPatientCredit(
  remittance: Remittance,
  change: AccountChange,
  patientBeforeMinor: bigint,
  context: Pick<RemittanceContext, 'payer' | 'postingDate'>,
): { readonly journal: Journal; readonly exception: FlowException } | undefined {
  const creditMinor = -(patientBeforeMinor + change.patientChangeMinor);
  if (creditMinor <= 0n) return undefined;
  const currency = remittance.paymentAmount.currency;
  const byteRange = { start: remittance.sourceFile.start, end: remittance.sourceFile.end };
  const journal = journalOf(remittance, context, {
    source: `credit-balance/${change.billingAccountId}`,
    description: 'credit balance',
    lines: [journalLine('1110', creditMinor, byteRange), journalLine('2160', -creditMinor, byteRange)].filter((line) => line !== undefined),
    billingAccountId: change.billingAccountId,
  });
  if (!journal) return undefined;
  return {
    journal,
    exception: {
      subject: `credit-balance/${change.billingAccountId}`,
      code: 'PATIENT_CREDIT_BALANCE',
      moneyAtRiskMinor: creditMinor,
      currency,
      step: 'billing',
      detail: `account ${change.billingAccountId}: the patient has paid ${formatAmount(creditMinor, currency)} more than is due after this remittance`,
      byteRange,
    },
  };
}
