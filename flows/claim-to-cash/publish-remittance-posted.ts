import type { Payer, Remittance, RemittancePosted } from '../../adapters/index.ts';
import { toMoney } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import type { StepResult } from '../reconciliation/outcome.ts';
import { effect } from './effects.ts';
import { environment } from './environment.ts';
import type { RemittancePlan } from './remittance-plan.ts';

/** Tells analytics what a remittance came to: counts and sums, nothing of a patient. Only journals that were posted count. */
export async function publishRemittancePosted(
  remittance: Remittance,
  payer: Payer,
  plan: RemittancePlan,
  documents: ReadonlyMap<string, string>,
  exceptions: readonly FlowException[],
): Promise<StepResult> {
  const excepted = new Set(exceptions.flatMap((exception) => /^claim\/(\d+)\//.exec(exception.subject)?.[1] ?? []));
  const event: RemittancePosted = {
    remittanceId: remittance.remittanceId,
    payerTin: payer.tin,
    effectiveDate: remittance.effectiveDate,
    paymentAmount: remittance.paymentAmount,
    counts: {
      claims: plan.claims.length,
      posted: plan.claims.filter((claim) => claim.journalId !== undefined && documents.has(claim.journalId)).length,
      excepted: excepted.size,
    },
    totals: totals(plan, documents, remittance.paymentAmount.currency),
  };
  const published = await effect('publish remittance posted', () => environment().systems.analytics.publishRemittancePosted(event));
  return { step: 'analytics', result: published.kind === 'done' ? 'event published' : `refused: ${published.detail}` };
}

function totals(plan: RemittancePlan, documents: ReadonlyMap<string, string>, currency: string): RemittancePosted['totals'] {
  const sums = new Map<string, { debitMinor: bigint; creditMinor: bigint }>();
  for (const journal of plan.journals) {
    if (!documents.has(journal.journalId)) continue;
    for (const line of journal.lines) {
      const sum = sums.get(line.account) ?? { debitMinor: 0n, creditMinor: 0n };
      sums.set(line.account, { debitMinor: sum.debitMinor + line.debitMinor, creditMinor: sum.creditMinor + line.creditMinor });
    }
  }
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, sum]) => ({ account, debit: toMoney(sum.debitMinor, currency), credit: toMoney(sum.creditMinor, currency) }));
}
