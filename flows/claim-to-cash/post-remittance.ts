import type { Payer, Remittance } from '../../adapters/index.ts';
import { findImbalances, type Imbalance } from '../../adapters/x12/index.ts';
import { toMinor } from '../../money.ts';
import { step } from '../engine/index.ts';
import type { FlowException } from '../exceptions/exception.ts';
import type { PaymentTrace } from '../exceptions/resolve-missing-remittance.ts';
import { periodOf, type Journal } from '../ledger/journal.ts';
import { postedReceivable } from '../ledger/posted-receivable.ts';
import type { StepResult } from '../reconciliation/outcome.ts';
import type { QueuedDelivery } from '../reconciliation/read-delivery.ts';
import { applyUnappliedCash } from './apply-unapplied-cash.ts';
import { closeDelivery } from './close-delivery.ts';
import { effect } from './effects.ts';
import { environment } from './environment.ts';
import { findAccounts } from './find-accounts.ts';
import { planPatientCredit } from './plan-patient-credit.ts';
import { planRemittance } from './plan-remittance.ts';
import { postJournal } from './post-journal.ts';
import { publishRemittancePosted } from './publish-remittance-posted.ts';
import { claimOutcomes } from './claim-outcomes.ts';
import type { RemittanceContext } from './remittance-plan.ts';
import { updateAccount } from './update-account.ts';

/**
 * Posts a remittance: balance → enrich → plan → period → billing updated → journals posted → analytics event → decided. What does not balance,
 * comes from a payer that nobody knows, or falls into a closed period is held whole, before a cent is posted.
 */
export async function postRemittance(delivery: QueuedDelivery): Promise<void> {
  const remittance = delivery.payload as Remittance;
  const steps: StepResult[] = [
    { step: 'parse', result: `${remittance.claims.length} claims, ${remittance.providerAdjustments?.length ?? 0} provider adjustments` },
  ];
  const hold = (exceptions: readonly FlowException[]) =>
    closeDelivery(delivery, environment().contracts.remittances, { steps, claims: [] }, exceptions, 0);

  const imbalances = findImbalances(remittance);
  if (imbalances.length > 0) {
    steps.push({
      step: 'balance',
      result: `held: ${imbalances.length} ${imbalances.length === 1 ? 'level does' : 'levels do'} not balance`,
    });
    return hold([unbalanced(remittance, imbalances, delivery)]);
  }
  steps.push({ step: 'balance', result: 'lines, claims and payment balance' });

  const payer = await effect('find payer', () => environment().systems.payers.findPayerByTin(remittance.payerTin));
  if (payer.kind === 'refused' || payer.result === undefined) {
    const why = payer.kind === 'refused' ? payer.detail : `the payer directory has no payer with TIN ${remittance.payerTin}`;
    steps.push({ step: 'enrich', result: `held: ${why}` });
    return hold([heldException(remittance, delivery, 'UNKNOWN_PAYER', 'enrich', why)]);
  }
  const accounts = await findAccounts(remittance);
  if (accounts.kind === 'refused') {
    steps.push({ step: 'enrich', result: `held: ${accounts.detail}` });
    return hold([heldException(remittance, delivery, 'BILLING_REFUSED', 'enrich', accounts.detail)]);
  }
  steps.push({
    step: 'enrich',
    result: `payer ${payer.result.name}, ${accounts.result.size} of ${numbersOf(remittance).size} accounts known`,
  });

  const period = periodOf(remittance.effectiveDate);
  const found = await effect('read period', () => environment().systems.erp.getPeriod(period));
  if (found.kind === 'refused' || found.result?.status !== 'open') {
    const why = `period ${period} is ${found.kind === 'done' && found.result ? found.result.status : 'unknown'} in ERP finance`;
    steps.push({ step: 'period', result: `held: ${why}` });
    return hold([heldException(remittance, delivery, 'PERIOD_CLOSED', 'period', why)]);
  }
  steps.push({ step: 'period', result: `${period} is open` });

  const accountIds = [...accounts.result.values()].map((account) => account.accountId);
  const posted = await step('read posted receivable', () =>
    postedReceivable(environment().database, remittance.payerTin, accountIds, delivery.deliveryId),
  );
  const context: RemittanceContext = {
    payer: { tin: payer.result.tin, ...payer.result.contract },
    accounts: accounts.result,
    postedReceivable: posted,
    postingDate: remittance.effectiveDate,
  };
  return carryOut(delivery, remittance, payer.result, context, steps);
}

async function carryOut(
  delivery: QueuedDelivery,
  remittance: Remittance,
  payer: Payer,
  context: RemittanceContext,
  steps: StepResult[],
): Promise<void> {
  const { remittances } = environment().contracts;
  const plan = planRemittance(remittance, context);
  const exceptions = [...plan.exceptions];
  const currency = remittance.paymentAmount.currency;

  const accountsRefused = new Set<string>();
  const credits: Journal[] = [];
  for (const [index, change] of plan.accountChanges.entries()) {
    const result = await updateAccount(change, {
      remittanceId: remittance.remittanceId,
      deliveryId: delivery.deliveryId,
      currency,
      byteRange: delivery.byteRange,
      sequence: index + 1,
      asOf: delivery.receivedAt.toISOString(),
    });
    if (!result) continue;
    if ('exception' in result) {
      exceptions.push(result.exception);
      accountsRefused.add(change.billingAccountId);
      continue;
    }
    const credit = planPatientCredit(remittance, change, result.patientBeforeMinor, context);
    if (!credit) continue;
    credits.push(credit.journal);
    exceptions.push(credit.exception);
  }
  steps.push({
    step: 'billing',
    result: `${plan.accountChanges.length - accountsRefused.size} of ${plan.accountChanges.length} accounts updated`,
  });

  const documents = new Map<string, string>();
  const journals = [...plan.journals, ...credits];
  for (const journal of journals) {
    const result = await postJournal(journal, delivery, remittances);
    if ('exception' in result) exceptions.push(result.exception);
    else documents.set(journal.journalId, result.erpDocumentNo);
  }
  steps.push({ step: 'journals', result: `${documents.size} of ${journals.length} posted in ERP finance` });

  let closesTrace: PaymentTrace | undefined;
  if (documents.size > 0) {
    const late = await applyUnappliedCash(delivery, remittance, context);
    exceptions.push(...late.exceptions);
    steps.push(...late.steps);
    closesTrace = late.closes;
    steps.push(await publishRemittancePosted(remittance, payer, { ...plan, journals }, documents, exceptions));
  }
  const claims = claimOutcomes(plan, currency, { documents, accountsRefused, exceptions });
  await closeDelivery(delivery, remittances, { steps, claims }, exceptions, documents.size, closesTrace);
}

function numbersOf(remittance: Remittance): ReadonlySet<string> {
  return new Set(remittance.claims.map((claim) => claim.patientControlNo));
}

/** The whole payment is at risk: posting a part of it would break the match with the bank. */
function heldException(
  remittance: Remittance,
  delivery: QueuedDelivery,
  code: FlowException['code'],
  stepName: string,
  detail: string,
): FlowException {
  return {
    subject: 'remittance',
    code,
    moneyAtRiskMinor: toMinor(remittance.paymentAmount),
    currency: remittance.paymentAmount.currency,
    step: stepName,
    detail,
    byteRange: delivery.byteRange,
  };
}

function unbalanced(remittance: Remittance, imbalances: readonly Imbalance[], delivery: QueuedDelivery): FlowException {
  const [first] = imbalances;
  if (!first) throw new RangeError('no imbalance');
  const detail = imbalances.map(describeImbalance).join('; ');
  return { ...heldException(remittance, delivery, first.code, 'balance', detail), byteRange: first.byteRange };
}

function describeImbalance({ where, expected, found, delta }: Imbalance): string {
  const claim = where.claim === undefined ? 'payment' : `claim ${where.claim + 1}`;
  const line = where.line === undefined ? '' : ` line ${where.line + 1}`;
  return `${claim}${line}: ${found.amount} is stated, its parts come to ${expected.amount} (off by ${delta.amount.replace('-', '')})`;
}
