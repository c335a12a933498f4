import type { Remittance } from '../../adapters/index.ts';
import { effect, type Effect } from './effects.ts';
import { environment } from './environment.ts';
import type { BillingAccount } from './remittance-plan.ts';

/** Lookups that are under way at once. */
const CONCURRENCY = 8;

/**
 * Looks up the billing accounts of a remittance's claims, by patient control number. Numbers that billing doesn't know are missing from the
 * result.
 */
export async function findAccounts(remittance: Remittance): Promise<Effect<ReadonlyMap<string, BillingAccount>>> {
  const numbers = [...new Set(remittance.claims.map((claim) => claim.patientControlNo))];
  return effect('find accounts', async () => {
    const accounts = new Map<string, BillingAccount>();
    for (let start = 0; start < numbers.length; start += CONCURRENCY) {
      await Promise.all(
        numbers.slice(start, start + CONCURRENCY).map(async (number) => {
          const account = await environment().systems.billing.findAccount(number);
          if (!account) return;
          accounts.set(number, { accountId: account.accountId });
        }),
      );
    }
    return accounts;
  });
}
