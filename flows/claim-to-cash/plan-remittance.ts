import type { Remittance } from '../../adapters/index.ts';
import type { FlowException } from '../exceptions/exception.ts';
import type { Journal } from '../ledger/journal.ts';
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
  const postedReceivable = new Map(context.postedReceivable);

  for (const [index, claim] of remittance.claims.entries()) {
    const planned = planClaim(remittance, claim, index + 1, { ...context, postedReceivable });
    claims.push(planned.claim);
    exceptions.push(...planned.exceptions);
    if (planned.journal) journals.push(planned.journal);
    if (planned.accountChange) {
      const change = planned.accountChange;
      changes.set(change.billingAccountId, add(changes.get(change.billingAccountId), change));
      const before = postedReceivable.get(change.billingAccountId) ?? 0n;
      postedReceivable.set(change.billingAccountId, before - change.payerChangeMinor);
    }
  }
  for (const [index, adjustment] of (remittance.providerAdjustments ?? []).entries()) {
    const planned = planProviderAdjustment(remittance, adjustment, index + 1, context);
    exceptions.push(...planned.exceptions);
    if (planned.journal) journals.push(planned.journal);
  }
  return { journals, accountChanges: [...changes.values()], exceptions, claims };
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
