import type { Remittance } from '../../adapters/index.ts';
import { formatAmount } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import { journalLine, type ByteRange, type Journal } from '../ledger/journal.ts';
import { journalOf } from './journal-of.ts';
import { planClaim } from './plan-claim.ts';
import { planProviderAdjustment } from './plan-provider-adjustment.ts';
import type { AccountChange, ClaimPlan, RemittanceContext, RemittancePlan } from './remittance-plan.ts';

/**
 * Plans the posting of a remittance that balances. The clearing account (1015) moves by exactly the payment (BPR02).
 *
 * @param remittance has passed `findImbalances`
 */
export function planRemittance(remittance: Remittance, context: RemittanceContext): RemittancePlan {
  const journals: Journal[] = [];
  const exceptions: FlowException[] = [];
  const claims: ClaimPlan[] = [];
  const changes = new Map<string, AccountChange>();
  const accountsPosted = new Set(context.accountsPosted);

  for (const [index, claim] of remittance.claims.entries()) {
    const planned = planClaim(remittance, claim, index + 1, { ...context, accountsPosted });
    claims.push(planned.claim);
    exceptions.push(...planned.exceptions);
    if (planned.journal) journals.push(planned.journal);
    if (planned.accountChange) {
      const change = planned.accountChange;
      changes.set(change.billingAccountId, add(changes.get(change.billingAccountId), change));
      accountsPosted.add(change.billingAccountId);
    }
  }
  for (const [index, adjustment] of (remittance.providerAdjustments ?? []).entries()) {
    const planned = planProviderAdjustment(remittance, adjustment, index + 1, context);
    exceptions.push(...planned.exceptions);
    if (planned.journal) journals.push(planned.journal);
  }
  for (const change of changes.values()) {
    const credit = planPatientCredit(remittance, change, context);
    if (!credit) continue;
    journals.push(credit.journal);
    exceptions.push(credit.exception);
  }
  return { journals, accountChanges: [...changes.values()], exceptions, claims };
}

/** Patient balance of an account before the remittance, in minor units. */
function patientBalanceBefore(context: RemittanceContext, billingAccountId: string): bigint {
  for (const account of context.accounts.values()) if (account.accountId === billingAccountId) return account.patientBalanceMinor;
  return 0n;
}

/** What a patient has overpaid leaves AR patient for patient credit balances (2160). */
function planPatientCredit(
  remittance: Remittance,
  change: AccountChange,
  context: RemittanceContext,
): { readonly journal: Journal; readonly exception: FlowException } | undefined {
  const balance = patientBalanceBefore(context, change.billingAccountId) + change.patientChangeMinor;
  if (balance >= 0n) return undefined;
  const creditMinor = -balance;
  const currency = remittance.paymentAmount.currency;
  const byteRange: ByteRange = { start: remittance.sourceFile.start, end: remittance.sourceFile.end };
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

function add(sum: AccountChange | undefined, change: AccountChange): AccountChange {
  if (!sum) return change;
  return {
    billingAccountId: change.billingAccountId,
    payerChangeMinor: sum.payerChangeMinor + change.payerChangeMinor,
    patientChangeMinor: sum.patientChangeMinor + change.patientChangeMinor,
    paidMinor: sum.paidMinor + change.paidMinor,
    contractualMinor: sum.contractualMinor + change.contractualMinor,
    deniedMinor: sum.deniedMinor + change.deniedMinor,
  };
}
