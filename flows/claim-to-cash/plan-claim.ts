import type { Remittance, RemittanceClaim } from '../../adapters/index.ts';
import { formatAmount, multiplyByRate, toMinor } from '../../money.ts';
import { addDays } from '../exceptions/due-at.ts';
import type { FlowException } from '../exceptions/exception.ts';
import { journalLine, type Journal, type JournalLine } from '../ledger/journal.ts';
import { classifyAdjustment, type AdjustmentClass } from './classify-adjustment.ts';
import { journalOf } from './journal-of.ts';
import { maskIdentifier } from './mask-identifier.ts';
import type { AccountChange, ClaimPlan, RemittanceContext } from './remittance-plan.ts';

/** One claim's share of the plan. */
export interface PlannedClaim {
  readonly claim: ClaimPlan;
  readonly journal?: Journal;
  readonly accountChange?: AccountChange;
  readonly exceptions: readonly FlowException[];
}

/** CLP02 22: reversal of a previous payment. */
const REVERSAL = '22';

/** CLP02 25: predetermination pricing; a price is told and nothing is posted. */
const PREDETERMINATION = '25';

/**
 * Plans the posting of one claim: paid → 1015, contractual → 4010, patient responsibility → 1110, and 1100 is credited with the sum.
 * Denials stay in 1100 with an exception each; a reversal takes them back and opens none. A claim that billing doesn't know, or a reversal without an original, moves its cash
 * only: into unapplied cash (2190) or takeback suspense (1195), so that clearing (1015) still equals the payment.
 *
 * @param position of the claim in its transaction set, from 1
 */
export function planClaim(remittance: Remittance, claim: RemittanceClaim, position: number, context: RemittanceContext): PlannedClaim {
  if (claim.status === PREDETERMINATION) return predetermination(claim, position);
  const currency = remittance.paymentAmount.currency;
  const account = context.accounts.get(claim.patientControlNo);
  const sums = sumAdjustments(claim);
  const paidMinor = toMinor(claim.paid);
  const isReversal = claim.status === REVERSAL;
  const posted = postedLines(claim, paidMinor, sums);
  const receivableMinor = paidMinor + sums.contractual + sums.patient;
  const isPostable = account !== undefined && (!isReversal || isCovered(account.accountId, receivableMinor, posted, context));
  const lines = isPostable ? posted : suspendedLines(claim, paidMinor);
  const journal = journalOf(remittance, context, {
    source: `claim/${position}`,
    description: describe(isPostable, isReversal, paidMinor),
    lines,
    ...(isPostable && { billingAccountId: account.accountId }),
  });
  const openMinor = isPostable ? sums.denial + sums.unclassified : 0n;
  return {
    claim: {
      position,
      patientControlNoMasked: maskIdentifier(claim.patientControlNo),
      ...(account && { billingAccountId: account.accountId }),
      chargeMinor: toMinor(claim.charge),
      paidMinor,
      contractualMinor: isPostable ? sums.contractual : 0n,
      patientMinor: isPostable ? sums.patient : 0n,
      openMinor,
      ...(journal && { journalId: journal.journalId }),
    },
    ...(journal && { journal }),
    ...(isPostable && {
      accountChange: {
        billingAccountId: account.accountId,
        payerChangeMinor: -receivableMinor,
        patientChangeMinor: sums.patient,
        paidMinor,
        contractualMinor: sums.contractual,
        deniedMinor: openMinor,
      },
    }),
    exceptions: isPostable
      ? isReversal
        ? []
        : [...denials(remittance, claim, position, context), ...unclassified(claim, position, currency)]
      : [unpostable(claim, position, currency, isReversal, paidMinor)],
  };
}

/** A reversal needs an original: as much must have been posted as it takes back. */
function isCovered(accountId: string, receivableMinor: bigint, posted: readonly JournalLine[], context: RemittanceContext): boolean {
  return posted.length === 0 || (context.postedReceivable.get(accountId) ?? 0n) + receivableMinor >= 0n;
}

function predetermination(claim: RemittanceClaim, position: number): PlannedClaim {
  return {
    claim: {
      position,
      patientControlNoMasked: maskIdentifier(claim.patientControlNo),
      chargeMinor: toMinor(claim.charge),
      paidMinor: 0n,
      contractualMinor: 0n,
      patientMinor: 0n,
      openMinor: 0n,
    },
    exceptions: [],
  };
}

function describe(isPostable: boolean, isReversal: boolean, paidMinor: bigint): string {
  if (!isPostable) return paidMinor < 0n ? 'unknown takeback' : 'unapplied payment';
  return isReversal ? 'reverse claim' : 'post claim';
}

function* adjustmentsOf(claim: RemittanceClaim) {
  yield* claim.adjustments;
  for (const line of claim.lines ?? []) yield* line.adjustments;
}

function sumAdjustments(claim: RemittanceClaim): Record<AdjustmentClass, bigint> {
  const sums: Record<AdjustmentClass, bigint> = { contractual: 0n, patient: 0n, 'prior-payer': 0n, denial: 0n, unclassified: 0n };
  for (const adjustment of adjustmentsOf(claim)) sums[classifyAdjustment(adjustment.group, adjustment.carc)] += toMinor(adjustment.amount);
  return sums;
}

function postedLines(claim: RemittanceClaim, paidMinor: bigint, sums: Record<AdjustmentClass, bigint>): readonly JournalLine[] {
  return [
    journalLine('1015', paidMinor, claim.byteRange),
    journalLine('4010', sums.contractual, claim.byteRange),
    journalLine('1110', sums.patient, claim.byteRange),
    journalLine('1100', -(paidMinor + sums.contractual + sums.patient), claim.byteRange),
  ].filter((line) => line !== undefined);
}

function suspendedLines(claim: RemittanceClaim, paidMinor: bigint): readonly JournalLine[] {
  return [
    journalLine('1015', paidMinor, claim.byteRange),
    journalLine(paidMinor < 0n ? '1195' : '2190', -paidMinor, claim.byteRange),
  ].filter((line) => line !== undefined);
}

/** A denial's money at risk is the reimbursement that the contract leads one to expect, not the charge. */
function denials(remittance: Remittance, claim: RemittanceClaim, position: number, { payer }: RemittanceContext): FlowException[] {
  const currency = remittance.paymentAmount.currency;
  const appealUntil = addDays(remittance.effectiveDate, payer.appealDays);
  return sumByReason(claim, 'denial').map(([reason, deniedMinor]) => {
    const expectedMinor = multiplyByRate(deniedMinor, payer.expectedReimbursementRate);
    return {
      subject: `claim/${position}/${reason}`,
      code: `DENIAL_${reason}`,
      moneyAtRiskMinor: absolute(expectedMinor),
      currency,
      step: 'classify',
      detail: `claim ${position}: ${formatAmount(deniedMinor, currency)} denied with ${reason}; the contract expects ${formatAmount(expectedMinor, currency)} of it. Appeal until ${appealUntil}`,
      byteRange: claim.byteRange,
      payloadMasked: masked(claim),
    };
  });
}

function unclassified(claim: RemittanceClaim, position: number, currency: string): FlowException[] {
  return sumByReason(claim, 'unclassified').map(([reason, amountMinor]) => ({
    subject: `claim/${position}/${reason}`,
    code: 'ADJUSTMENT_UNCLASSIFIED',
    moneyAtRiskMinor: absolute(amountMinor),
    currency,
    step: 'classify',
    detail: `claim ${position}: no posting rule for ${reason} ${formatAmount(amountMinor, currency)}, which stays in AR payer`,
    byteRange: claim.byteRange,
    payloadMasked: masked(claim),
  }));
}

function unpostable(claim: RemittanceClaim, position: number, currency: string, isReversal: boolean, paidMinor: bigint): FlowException {
  const amount = formatAmount(absolute(paidMinor), currency);
  return {
    subject: `claim/${position}/account`,
    code: isReversal ? 'X835_REVERSAL_NO_ORIGINAL' : 'UNKNOWN_ACCOUNT',
    moneyAtRiskMinor: absolute(paidMinor),
    currency,
    step: 'enrich',
    detail: isReversal
      ? `claim ${position}: takes back ${amount} of a claim that was never posted here; held in takeback suspense`
      : `claim ${position}: patient billing knows no account of this patient control number; ${amount} held as unapplied cash`,
    byteRange: claim.byteRange,
    payloadMasked: masked(claim),
  };
}

function sumByReason(claim: RemittanceClaim, wanted: AdjustmentClass): [string, bigint][] {
  const sums = new Map<string, bigint>();
  for (const { group, carc, amount } of adjustmentsOf(claim)) {
    if (classifyAdjustment(group, carc) === wanted) sums.set(`${group}${carc}`, (sums.get(`${group}${carc}`) ?? 0n) + toMinor(amount));
  }
  return [...sums].filter(([, amountMinor]) => amountMinor !== 0n);
}

function masked(claim: RemittanceClaim): unknown {
  return {
    patientControlNo: maskIdentifier(claim.patientControlNo),
    status: claim.status,
    charge: claim.charge,
    paid: claim.paid,
    adjustments: [...adjustmentsOf(claim)].map(({ group, carc, amount }) => ({ group, carc, amount })),
  };
}

function absolute(amountMinor: bigint): bigint {
  return amountMinor < 0n ? -amountMinor : amountMinor;
}
