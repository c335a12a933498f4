import { formatAmount, toMinor, toMoney } from '../../money.ts';
import { step } from '../engine/index.ts';
import type { FlowException } from '../exceptions/exception.ts';
import type { ByteRange } from '../ledger/journal.ts';
import { readBillingUpdate, recordBillingUpdate } from './billing-update.ts';
import { effect, type Refusal } from './effects.ts';
import { environment } from './environment.ts';
import type { AccountChange } from './remittance-plan.ts';

/** Who else may have changed the balances meanwhile gives way after so many tries. */
const CONFLICT_ATTEMPTS = 5;

/** Billing had the account a moment ago. */
const ACCOUNT_GONE: Refusal = { refused: 'billing no longer knows the account' };

/** What a change of balances belongs to. */
export interface AccountUpdate {
  readonly remittanceId: string;
  readonly deliveryId: string;
  readonly currency: string;
  readonly byteRange: ByteRange;
  /** Position of the account in the remittance, from 1. */
  readonly sequence: number;
  /** When the balances hold from, ISO. The same at every execution. */
  readonly asOf: string;
}

/** What became of an account: its patient balance before the change, or why it was not changed. */
export type AccountResult = { readonly patientBeforeMinor: bigint } | { readonly exception: FlowException };

/**
 * Updates the balances of a billing account, unless nothing of them changes or this remittance has changed them before, and records the
 * adjustment that explains it. The balances that were read are recorded before they are changed, so that a second execution sends the same
 * values under the same idempotency key; somebody else's change in between (412) starts over from the balances as they are then.
 *
 * @returns undefined when the balances did not have to change
 */
export async function updateAccount(change: AccountChange, update: AccountUpdate): Promise<AccountResult | undefined> {
  const key = `${update.remittanceId}/${change.billingAccountId}`;
  const { database } = environment();
  const identity = { remittanceId: update.remittanceId, billingAccountId: change.billingAccountId };
  const isUnchanged = change.payerChangeMinor === 0n && change.patientChangeMinor === 0n;
  let result = isUnchanged ? undefined : await step(`read billing update ${update.sequence}`, () => readBillingUpdate(database, identity));
  if (!isUnchanged && !result) {
    const changed = await changeBalances(change, update, key);
    if ('exception' in changed) return changed;
    result = changed;
    await step(`record billing update ${update.sequence}`, () =>
      recordBillingUpdate(database, { ...identity, deliveryId: update.deliveryId, ...changed }),
    );
  }
  const exception = await recordAdjustment(change, update, key);
  return exception ? { exception } : result;
}

async function changeBalances(change: AccountChange, update: AccountUpdate, key: string): Promise<AccountResult> {
  const { billing } = environment().systems;
  for (let attempt = 1; ; attempt++) {
    const read = await effect(
      `read balances ${update.sequence}.${attempt}`,
      async () => (await billing.readBalances(change.billingAccountId)) ?? ACCOUNT_GONE,
    );
    if (read.kind === 'refused') return { exception: refused(change, update, read) };
    const before = read.result;
    const { patientBalance, payerBalance, creditBalance } = before.balances;
    const foreign = [patientBalance, payerBalance, creditBalance].find(({ currency }) => currency !== update.currency);
    if (foreign) return { exception: refused(change, update, { code: 'REFUSED', detail: `its balances are in ${foreign.currency}` }) };
    const patient = toMinor(patientBalance) + change.patientChangeMinor;
    const credit = toMinor(creditBalance);
    const written = await effect(`update balances ${update.sequence}.${attempt}`, async () => {
      const updated = await billing.updateBalances(
        change.billingAccountId,
        {
          payerBalance: toMoney(toMinor(payerBalance) + change.payerChangeMinor, update.currency),
          patientBalance: toMoney(patient < 0n ? 0n : patient, update.currency),
          creditBalance: toMoney(patient < 0n ? credit - patient : credit, update.currency),
          asOf: update.asOf,
        },
        { idempotencyKey: `${key}/balances/${attempt}`, ...(before.etag !== undefined && { ifMatch: before.etag }) },
      );
      if (updated.kind === 'account-closed') return { refused: 'the account is closed' };
      return updated.kind === 'account-unknown' ? ACCOUNT_GONE : { isChangedMeanwhile: updated.kind === 'changed-meanwhile' };
    });
    if (written.kind === 'refused') return { exception: refused(change, update, written) };
    if (!written.result.isChangedMeanwhile) return { patientBeforeMinor: toMinor(patientBalance) };
    if (attempt === CONFLICT_ATTEMPTS) {
      const detail = `the balances were changed by somebody else ${attempt} times in a row`;
      return { exception: refused(change, update, { code: 'REFUSED', detail }) };
    }
  }
}

async function recordAdjustment(change: AccountChange, update: AccountUpdate, key: string): Promise<FlowException | undefined> {
  const { billing } = environment().systems;
  const recorded = await effect(`record adjustment ${update.sequence}`, async () => {
    const adjustment = await billing.recordAdjustment(
      change.billingAccountId,
      {
        remittanceId: update.remittanceId,
        sequence: update.sequence,
        payerPaid: toMoney(change.paidMinor, update.currency),
        contractual: toMoney(change.contractualMinor, update.currency),
        patientResponsibility: toMoney(change.patientChangeMinor, update.currency),
        denied: toMoney(change.deniedMinor, update.currency),
        postedAt: update.asOf,
      },
      `${key}/adjustment`,
    );
    return adjustment ? { adjustmentId: adjustment.adjustmentId } : ACCOUNT_GONE;
  });
  return recorded.kind === 'refused' ? refused(change, update, recorded) : undefined;
}

function refused(change: AccountChange, update: AccountUpdate, answer: { readonly code: string; readonly detail: string }): FlowException {
  const amountMinor = change.payerChangeMinor < 0n ? -change.payerChangeMinor : change.payerChangeMinor;
  return {
    subject: `account/${change.billingAccountId}`,
    code: answer.code === 'CONTRACT_VIOLATED' ? 'CONTRACT_VIOLATED' : 'BILLING_REFUSED',
    moneyAtRiskMinor: amountMinor,
    currency: update.currency,
    step: 'billing',
    detail: `account ${change.billingAccountId}: ${formatAmount(amountMinor, update.currency)} is not yet on its balances: ${answer.detail}`,
    byteRange: update.byteRange,
  };
}
