import { formatAmount } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import type { ClaimOutcome, StepResult } from '../reconciliation/outcome.ts';
import type { ClaimPlan, RemittancePlan } from './remittance-plan.ts';

/** What carrying out a plan came to. */
export interface CarriedOut {
  /** ERP document numbers by journal id. */
  readonly documents: ReadonlyMap<string, string>;
  readonly accountsRefused: ReadonlySet<string>;
  readonly exceptions: readonly FlowException[];
}

/** Each claim's steps, for the report. */
export function claimOutcomes(plan: RemittancePlan, currency: string, carriedOut: CarriedOut): readonly ClaimOutcome[] {
  return plan.claims.map((claim) => ({
    position: claim.position,
    patientControlNoMasked: claim.patientControlNoMasked,
    charge: formatAmount(claim.chargeMinor, currency),
    paid: formatAmount(claim.paidMinor, currency),
    contractual: formatAmount(claim.contractualMinor, currency),
    patient: formatAmount(claim.patientMinor, currency),
    open: formatAmount(claim.openMinor, currency),
    steps: stepsOf(claim, plan, carriedOut),
  }));
}

function stepsOf(claim: ClaimPlan, plan: RemittancePlan, carriedOut: CarriedOut): readonly StepResult[] {
  const account = claim.billingAccountId;
  const isBilled = plan.accountChanges.some((change) => change.billingAccountId === account);
  const document = claim.journalId === undefined ? undefined : carriedOut.documents.get(claim.journalId);
  const codes = carriedOut.exceptions
    .filter((exception) => exception.subject.startsWith(`claim/${claim.position}/`))
    .map(({ code }) => code);
  return [
    { step: 'enrich', result: account === undefined ? 'no account known' : `account ${account}` },
    {
      step: 'billing',
      result: !isBilled || account === undefined ? 'not updated' : carriedOut.accountsRefused.has(account) ? 'refused' : 'balances updated',
    },
    { step: 'journal', result: claim.journalId === undefined ? 'nothing to post' : (document ?? 'refused') },
    ...(codes.length === 0 ? [] : [{ step: 'exceptions', result: codes.join(', ') }]),
  ];
}
