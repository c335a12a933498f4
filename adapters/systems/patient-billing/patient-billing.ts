import type { CompiledContract } from '../../../registry/contract/index.ts';
import { createCaller } from '../../runtime/index.ts';
import { problemCode, refused } from '../refused.ts';
import type { SystemConnection } from '../system-connection.ts';
import { createPatientAccountsClient } from './patient-accounts.gen.ts';
import type { AccountAdjustment, Balances, BalancesPatch, NewAccountAdjustment, PatientAccount } from './patient-accounts.gen.ts';

/** Balances and the entity tag that a change of them is based on. */
export interface VersionedBalances {
  readonly balances: Balances;
  readonly etag: string | undefined;
}

/** What became of a change of balances. */
export type BalanceUpdate =
  | ({ readonly kind: 'updated' } & VersionedBalances)
  /** Somebody else changed them since they were read: read again. */
  | { readonly kind: 'changed-meanwhile' }
  | { readonly kind: 'account-closed' }
  | { readonly kind: 'account-unknown' };

/** Patient billing, as the flows see it. Each function throws what `Caller.call` throws. */
export interface PatientBilling {
  /** The account of a claim (CLM01, CLP01), which travels in the body since it is PHI; undefined when billing knows none. */
  findAccount(patientControlNo: string): Promise<PatientAccount | undefined>;
  /** Undefined when billing does not know the account. */
  readBalances(accountId: string): Promise<VersionedBalances | undefined>;
  /** Sets the balances that are named. With `ifMatch`, only if they are still the ones that were read. */
  updateBalances(
    accountId: string,
    patch: BalancesPatch,
    options: { readonly idempotencyKey: string; readonly ifMatch?: string },
  ): Promise<BalanceUpdate>;
  /** Records why balances changed; undefined when billing does not know the account. */
  recordAdjustment(accountId: string, adjustment: NewAccountAdjustment, idempotencyKey: string): Promise<AccountAdjustment | undefined>;
}

/** Connects to patient billing by the contract patient-accounts. */
export function connectPatientBilling(contract: CompiledContract, connection: SystemConnection): PatientBilling {
  const client = createPatientAccountsClient(createCaller({ contract, ...connection }));
  return {
    async findAccount(patientControlNo) {
      const answer = await client.lookupAccount({ body: { patientAccountId: patientControlNo }, safe: true });
      if (answer.status === 200) return answer.body;
      if (answer.status === 404) return undefined;
      throw refused('the lookup of an account', answer);
    },
    async readBalances(accountId) {
      const answer = await client.getBalances({ path: { accountId } });
      if (answer.status === 200) return { balances: answer.body, etag: answer.headers['etag'] };
      if (answer.status === 404) return undefined;
      throw refused('reading balances', answer);
    },
    async updateBalances(accountId, patch, { idempotencyKey, ifMatch }) {
      const answer = await client.updateBalances({
        path: { accountId },
        headers: { 'If-Match': ifMatch },
        body: patch,
        mediaType: 'application/merge-patch+json',
        idempotencyKey,
      });
      if (answer.status === 200) return { kind: 'updated', balances: answer.body, etag: answer.headers['etag'] };
      if (answer.status === 404) return { kind: 'account-unknown' };
      if (answer.status === 412) return { kind: 'changed-meanwhile' };
      if (answer.status === 409 && problemCode(answer) === 'ACCOUNT_CLOSED') return { kind: 'account-closed' };
      throw refused('a change of balances', answer);
    },
    async recordAdjustment(accountId, adjustment, idempotencyKey) {
      const answer = await client.recordAdjustment({ path: { accountId }, body: adjustment, idempotencyKey });
      if (answer.status === 201) return answer.body;
      if (answer.status === 404) return undefined;
      throw refused('an adjustment', answer);
    },
  };
}
