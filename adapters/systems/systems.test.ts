import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBehaviour, startMockServer } from '../../mock-server/index.ts';
import type { MockContract, MockServer } from '../../mock-server/index.ts';
import { compileContract, folderTree, readContract } from '../../registry/contract/index.ts';
import { connectAnalytics, connectErpFinance, connectPatientBilling, connectPayerDirectory, fetchToken } from '../index.ts';
import type { JournalEntry, NewAccountAdjustment, RemittancePosted, SystemConnection } from '../index.ts';

const tree = folderTree(join(import.meta.dirname, '..', '..'));

async function shipped(id: string, document: string): Promise<MockContract> {
  const compiled = compileContract(await readContract(tree, document));
  const mock = document.replace(/[^/]+$/, 'mock.yaml');
  return (await tree.read(mock)) === undefined ? { id, compiled } : { id, compiled, behaviour: await readBehaviour(tree, mock) };
}

const usd = (amount: string) => ({ amount, currency: 'USD' });
const journal: JournalEntry = {
  journalId: '0b9f6f1e-7b1f-4a53-9d59-2f6f4f0f1c01',
  sourceEventId: 'remittance/3c7e9a52/claim/1',
  companyCode: 'HOSP',
  documentDate: '2026-02-02',
  postingDate: '2026-02-02',
  period: '2026-02',
  currency: 'USD',
  lines: [
    { account: '1015', debit: usd('480.00'), credit: usd('0.00'), text: 'Payer payment' },
    { account: '1100', debit: usd('0.00'), credit: usd('480.00'), text: 'Payer receivable cleared' },
  ],
};

describe('the systems of claim-to-cash, on their mocks', () => {
  const contracts = new Map<string, MockContract>();
  let server: MockServer;
  const compiled = (id: string) => (contracts.get(id) as MockContract).compiled;
  const connection = (id: string, scopes: readonly string[], more: Partial<SystemConnection> = {}): SystemConnection => ({
    baseUrl: server.urlOf(id),
    consumer: 'claim-to-cash',
    token: () => fetchToken(`${server.url}/__interlock/oauth/token`, 'claim-to-cash', 'secret', scopes),
    retry: { sleep: async () => {} },
    ...more,
  });
  const billing = () =>
    connectPatientBilling(
      compiled('patient-accounts'),
      connection('patient-accounts', ['accounts:read', 'balances:read', 'balances:write', 'adjustments:read', 'adjustments:write']),
    );

  beforeAll(async () => {
    for (const contract of await Promise.all([
      shipped('patient-accounts', 'contracts/billing/patient-accounts/openapi.yaml'),
      shipped('general-ledger', 'contracts/finance/general-ledger/openapi.yaml'),
      shipped('payer-directory', 'contracts/payers/payer-directory/openapi.yaml'),
      shipped('analytics-sink', 'contracts/analytics/analytics-sink/asyncapi.yaml'),
    ])) {
      contracts.set(contract.id, contract);
    }
    server = await startMockServer({ contracts: [...contracts.values()] });
  });
  afterAll(() => server.close());
  beforeEach(async () => void (await fetch(`${server.url}/__interlock/reset`, { method: 'POST' })));

  it('finds an account by the number on the claim', async () => {
    expect(await billing().findAccount('PA-1001')).toMatchObject({ patientAccountId: 'PA-1001', payerBalance: usd('1000.00') });
    expect(await billing().findAccount('PA-1004')).toBeUndefined();
  });

  it('changes balances once for a key, and not over the head of somebody else', async () => {
    const { accountId } = (await billing().findAccount('PA-1001')) ?? { accountId: '' };
    const before = await billing().readBalances(accountId);
    const patch = { patientBalance: usd('220.00'), payerBalance: usd('0.00'), asOf: '2026-02-02T09:30:00Z' };
    const update = await billing().updateBalances(accountId, patch, { idempotencyKey: 'k1', ifMatch: before?.etag ?? '' });
    expect(update).toMatchObject({ kind: 'updated', balances: { ...patch, creditBalance: usd('0.00') } });
    expect(await billing().updateBalances(accountId, patch, { idempotencyKey: 'k1', ifMatch: before?.etag ?? '' })).toEqual(update);
    expect(await billing().updateBalances(accountId, patch, { idempotencyKey: 'k2', ifMatch: before?.etag ?? '' })).toEqual({
      kind: 'changed-meanwhile',
    });
    expect((await billing().readBalances(accountId))?.balances).toMatchObject(patch);
    const unknown = '6f1d2c3a-4b5e-4f60-8a71-00000000dead';
    expect(await billing().updateBalances(unknown, patch, { idempotencyKey: 'k3' })).toEqual({ kind: 'account-unknown' });
    expect(await billing().readBalances(unknown)).toBeUndefined();
  });

  it('records an adjustment once for a key', async () => {
    const { accountId } = (await billing().findAccount('PA-1001')) ?? { accountId: '' };
    const adjustment: NewAccountAdjustment = {
      remittanceId: '3c7e9a52-1f0b-5d44-9a36-6a0c5f1e2b01',
      sequence: 1,
      payerPaid: usd('480.00'),
      contractual: usd('300.00'),
      patientResponsibility: usd('220.00'),
      denied: usd('0.00'),
      postedAt: '2026-02-02T09:30:00Z',
    };
    const recorded = await billing().recordAdjustment(accountId, adjustment, 'a1');
    expect(recorded).toMatchObject(adjustment);
    expect(await billing().recordAdjustment(accountId, adjustment, 'a1')).toEqual(recorded);
  });

  it('refuses to send what does not fit the contract', async () => {
    const sent = billing().updateBalances('no-uuid', { asOf: '2026-02-02T09:30:00Z', payerBalance: usd('1') }, { idempotencyKey: 'k' });
    await expect(sent).rejects.toMatchObject({
      code: 'CONTRACT_VIOLATED',
      message: expect.stringMatching(/body \/payerBalance\/amount/) as string,
    });
  });

  it('posts a journal, shows its document number, and finds it again', async () => {
    const erp = connectErpFinance(compiled('general-ledger'), connection('general-ledger', ['ledger:read', 'ledger:post']));
    expect(await erp.getPeriod('2025-11')).toMatchObject({ status: 'closed', firstOpenDay: '2025-12-01' });
    expect(await erp.getPeriod('1999-01')).toBeUndefined();
    expect(await erp.findJournal(journal.journalId)).toBeUndefined();
    const posting = await erp.postJournal(journal);
    expect(posting).toMatchObject({ kind: 'posted', journal: { ...journal, erpDocumentNo: expect.stringMatching(/^\d+$/) as string } });
    expect(await erp.postJournal(journal)).toEqual(posting);
    expect(await erp.findJournal(journal.journalId)).toEqual(posting.kind === 'posted' && posting.journal);
  });

  it('asks for a journal before it sends it again, when the answer to the first attempt was lost', async () => {
    const sent: string[] = [];
    const losing: typeof fetch = async (url, init) => {
      sent.push(`${init?.method} ${new URL(String(url)).pathname.replace(/^.*\/(journal-entries)/, '$1')}`);
      const response = await fetch(url, init);
      if (init?.method !== 'POST' || sent.length > 1) return response;
      await response.arrayBuffer();
      throw new DOMException('timed out', 'TimeoutError');
    };
    const erp = connectErpFinance(
      compiled('general-ledger'),
      connection('general-ledger', ['ledger:read', 'ledger:post'], { fetch: losing }),
    );
    expect(await erp.postJournal(journal)).toMatchObject({ kind: 'posted' });
    expect(sent).toEqual(['POST journal-entries', `GET journal-entries/${journal.journalId}`]);
  });

  it('sends a journal again when the ERP does not know it', async () => {
    let posts = 0;
    const failing: typeof fetch = async (url, init) => {
      if (init?.method === 'POST' && ++posts === 1) throw new DOMException('timed out', 'TimeoutError');
      return fetch(url, init);
    };
    const erp = connectErpFinance(
      compiled('general-ledger'),
      connection('general-ledger', ['ledger:read', 'ledger:post'], { fetch: failing }),
    );
    expect(await erp.postJournal(journal)).toMatchObject({ kind: 'posted' });
    expect(posts).toBe(2);
  });

  it('finds a payer by TIN', async () => {
    const payers = connectPayerDirectory(compiled('payer-directory'), connection('payer-directory', ['payers:read']));
    expect(await payers.findPayerByTin('1999999998')).toMatchObject({ payerId: 'BETA', contract: { appealDays: 120 } });
    expect(await payers.findPayerByTin('1000000000')).toBeUndefined();
  });

  it('publishes a posted remittance, and nothing that does not fit', async () => {
    const analytics = connectAnalytics(compiled('analytics-sink'), connection('analytics-sink', ['analytics:send']));
    const summary: RemittancePosted = {
      remittanceId: '3c7e9a52-1f0b-5d44-9a36-6a0c5f1e2b01',
      payerTin: '1999999999',
      effectiveDate: '2026-02-02',
      paymentAmount: usd('480.00'),
      counts: { claims: 1, posted: 1, excepted: 0 },
      totals: [{ account: '1015', debit: usd('480.00'), credit: usd('0.00') }],
    };
    await analytics.publishRemittancePosted(summary, '2026-02-02T09:30:00Z');
    const token = await fetchToken(`${server.url}/__interlock/oauth/token`, 'analytics', 'secret', ['analytics:send']);
    const kept = await (
      await fetch(`${server.urlOf('analytics-sink')}/analytics.remittance.posted.v1`, { headers: { authorization: `Bearer ${token}` } })
    ).json();
    expect(kept).toMatchObject([
      { message: 'remittance.posted', payload: summary, headers: { 'ce-time': '2026-02-02T09:30:00Z', 'ce-source': '/claim-to-cash' } },
    ]);
    const leaking = { ...summary, patientName: 'somebody' };
    await expect(analytics.publishRemittancePosted(leaking)).rejects.toMatchObject({ code: 'CONTRACT_VIOLATED' });
  });

  it('renews a token that no longer holds', async () => {
    const tokens = ['stale'];
    const fresh = () => fetchToken(`${server.url}/__interlock/oauth/token`, 'claim-to-cash', 'secret', ['payers:read']);
    const token = async (): Promise<string> => tokens.pop() ?? (await fresh());
    const payers = connectPayerDirectory(compiled('payer-directory'), connection('payer-directory', [], { token }));
    expect(await payers.findPayerByTin('1999999998')).toBeDefined();
  });

  it('says that a target is unavailable: scope missing, nobody there, no token', async () => {
    const unavailable = { code: 'TARGET_UNAVAILABLE' };
    const payers = (more: Partial<SystemConnection>) =>
      connectPayerDirectory(compiled('payer-directory'), connection('payer-directory', ['other'], more)).findPayerByTin('1999999998');
    await expect(payers({})).rejects.toMatchObject(unavailable);
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    await once(nobody, 'close');
    const baseUrl = `http://127.0.0.1:${port}`;
    await expect(payers({ baseUrl })).rejects.toMatchObject(unavailable);
    await expect(payers({ token: () => fetchToken(`${server.url}/__interlock/oauth/token`, 'x', '', []) })).rejects.toMatchObject(
      unavailable,
    );
    await expect(payers({ token: () => fetchToken(baseUrl, 'x', 'y', []) })).rejects.toMatchObject(unavailable);
  });

  it('refuses an answer that does not fit the contract', async () => {
    const odd: typeof fetch = async () => Response.json({ items: [{ payerId: 'ACME' }] });
    const payers = connectPayerDirectory(compiled('payer-directory'), connection('payer-directory', ['payers:read'], { fetch: odd }));
    await expect(payers.findPayerByTin('1999999998')).rejects.toMatchObject({ code: 'CONTRACT_VIOLATED' });
  });
});
