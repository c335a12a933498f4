import type { Kysely } from 'kysely';
import type { FlowTables } from '../tables.ts';

/** A change of an account's balances by a remittance: made once, however often its delivery is replayed. */
export interface BillingUpdate {
  readonly remittanceId: string;
  readonly billingAccountId: string;
}

/** Whether a remittance has changed the balances of an account, and the patient balance that it found. */
export async function readBillingUpdate(
  database: Kysely<FlowTables>,
  update: BillingUpdate,
): Promise<{ readonly patientBeforeMinor: bigint } | undefined> {
  const row = await database
    .selectFrom('flow.billing_update')
    .where('remittance_id', '=', update.remittanceId)
    .where('billing_account_id', '=', update.billingAccountId)
    .select('patient_before_minor')
    .executeTakeFirst();
  return row && { patientBeforeMinor: BigInt(row.patient_before_minor) };
}

/** Writes down that the balances were changed. Doing it again changes nothing. */
export async function recordBillingUpdate(
  database: Kysely<FlowTables>,
  update: BillingUpdate & { readonly deliveryId: string; readonly patientBeforeMinor: bigint },
): Promise<void> {
  await database
    .insertInto('flow.billing_update')
    .values({
      remittance_id: update.remittanceId,
      billing_account_id: update.billingAccountId,
      delivery_id: update.deliveryId,
      patient_before_minor: update.patientBeforeMinor,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
