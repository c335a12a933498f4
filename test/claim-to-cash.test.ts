import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_RETRY_POLICY, fetchToken } from '../adapters/index.ts';
import { startMocks } from '../cli/start-mocks.ts';
import { openClaimToCash, type ClaimToCash, type InputFile, type RunReport } from '../flows/index.ts';
import type { MockServer } from '../mock-server/index.ts';
import { formatAmount } from '../money.ts';
import { packagePath } from '../package-root.ts';
import { openWorkspace, type Workspace } from '../registry/workspace/index.ts';
import { fullTemplate, scratchFolder } from './database-template.ts';
import { startRefusingProxy } from './refusing-proxy.ts';

interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly expectedJournals: readonly { readonly desc: string; readonly lines: readonly { acct: string; dr: string; cr: string }[] }[];
  readonly expectedExceptions: readonly { code: string; owner: string; moneyAtRisk: string; currency: string; sla: string }[];
}

const { scenarios } = JSON.parse(readFileSync(packagePath('test', 'scenarios', 'scenarios.json'), 'utf8')) as { scenarios: Scenario[] };

let workspace: Workspace;
let mocks: MockServer;
let template: string;

beforeAll(async () => {
  workspace = await openWorkspace(packagePath());
  mocks = await startMocks(workspace, workspace.contracts);
  template = await fullTemplate();
});

afterAll(() => mocks.close());

/** claim-to-cash on an empty ledger and mocks at their seed. */
async function freshFlow(urlOf: (contractId: string) => string = (id) => mocks.urlOf(id)): Promise<ClaimToCash> {
  await fetch(`${mocks.url}/__interlock/reset`, { method: 'POST' });
  const scratch = scratchFolder();
  const flow = await openClaimToCash({
    workspace,
    database: { directory: join(scratch.folder, 'database') },
    databaseSources: { template },
    urlOf,
    token: (scopes) => fetchToken(`${mocks.url}/__interlock/oauth/token`, 'claim-to-cash', 'claim-to-cash', scopes),
  });
  onTestFinished(async () => {
    await flow.close();
    scratch.remove();
  });
  return flow;
}

function x12(...files: readonly string[]): readonly InputFile[] {
  return files.map((file) => ({ file, bytes: readFileSync(packagePath('test', 'scenarios', 'x12', file)) }));
}

function events(...records: readonly { readonly name: string; readonly payload: object }[]): InputFile {
  const headers = (name: string) => ({
    'ce-id': `${name}:1`,
    'ce-source': '/test',
    'ce-type': name,
    'ce-specversion': '1.0',
    'ce-time': '2026-02-02T08:00:00Z',
    'correlation-id': 'test',
  });
  const lines = records.map((record) => JSON.stringify({ ...record, headers: headers(record.name) }));
  return { file: 'events.ndjson', bytes: new TextEncoder().encode(lines.join('\n')) };
}

const bill = (patientControlNo: string, amount: string) => ({
  name: 'claim.finalised',
  payload: {
    claimId: '2f0c5d1e-8a77-4b1c-9b0d-00000000c101',
    patientControlNo,
    payerTin: '1999999999',
    totalCharge: { amount, currency: 'USD' },
    frequency: '1',
    billedOn: '2026-01-06',
    companyCode: 'HOSP',
  },
});

const credit = (amount: string, traceNo = 'EFT1') => ({
  name: 'bank.credit',
  payload: {
    creditId: 'd4c0a3f1-66b2-4b7e-9d10-000000000d01',
    companyCode: 'HOSP',
    traceNo,
    payerTin: '1999999999',
    amount: { amount, currency: 'USD' },
    settleDate: '2026-02-02',
    bankRef: 'tok_4hK9s2Pq7Z',
  },
});

function journalsOf(report: RunReport): string[][] {
  return report.journals.map(({ lines, currency }) =>
    lines.map((line) => `${line.account} ${formatAmount(line.debitMinor, currency)} ${formatAmount(line.creditMinor, currency)}`).sort(),
  );
}

function wanted(id: string) {
  const scenario = scenarios.find((candidate) => candidate.id === id)!;
  return {
    journals: scenario.expectedJournals.map(({ lines }) =>
      lines.map(({ acct, dr, cr }) => `${acct} ${Number(dr).toFixed(2)} ${Number(cr).toFixed(2)}`).sort(),
    ),
    exceptions: scenario.expectedExceptions.map(({ code, owner, moneyAtRisk, currency, sla }) => ({
      code,
      owner,
      moneyAtRisk,
      currency,
      sla,
    })),
  };
}

function exceptionsOf(report: RunReport) {
  return report.exceptions.map(({ code, owner, moneyAtRiskMinor, currency, sla }) => ({
    code,
    owner,
    moneyAtRisk: formatAmount(moneyAtRiskMinor, currency),
    currency,
    sla,
  }));
}

function controlOf(report: RunReport) {
  return report.totals.find(({ kind }) => kind === 'transaction-set')!.run;
}

function balanceOf(report: RunReport, account: string): string {
  const totals = report.trialBalance.find((candidate) => candidate.account === account);
  return totals ? formatAmount(totals.debitMinor - totals.creditMinor, totals.currency) : '0.00';
}

async function patientBalance(patientAccountId: string): Promise<string> {
  const scopes = ['accounts:read'];
  const token = await fetchToken(`${mocks.url}/__interlock/oauth/token`, 'test', 'test', scopes);
  const response = await fetch(`${mocks.urlOf('patient-accounts')}/accounts/lookup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ patientAccountId }),
  });
  return ((await response.json()) as { patientBalance: { amount: string } }).patientBalance.amount;
}

describe('acceptance scenarios', () => {
  test.each([
    ['C01', [events(bill('PA1', '1000.00'), credit('480.00')), ...x12('C01.835')], { received: 1, posted: 1, excepted: 0 }],
    ['C03', x12('C03.835'), { received: 1, posted: 1, excepted: 0 }],
    ['C05', x12('C05.835'), { received: 1, posted: 0, excepted: 1 }],
    ['C07', x12('C07.835'), { received: 1, posted: 1, excepted: 0 }],
    ['C09', x12('C09.835'), { received: 1, posted: 0, excepted: 1 }],
    ['C21', x12('C21.835'), { received: 2, posted: 1, excepted: 1 }],
  ] as const)('%s: journals to the cent, exceptions, control line', async (id, inputs, control) => {
    const report = await (await freshFlow()).run(inputs);
    expect(journalsOf(report)).toEqual(wanted(id).journals);
    expect(exceptionsOf(report)).toEqual(wanted(id).exceptions);
    expect(controlOf(report)).toEqual({ isReconciled: true, duplicate: 0, queued: 0, ...control });
  });

  test('C01: the patient owes CLP05, AR payer and clearing are zero', async () => {
    const report = await (await freshFlow()).run([events(bill('PA1', '1000.00'), credit('480.00')), ...x12('C01.835')]);
    expect(await patientBalance('PA1')).toBe('220.00');
    expect([balanceOf(report, '1100'), balanceOf(report, '1015'), balanceOf(report, '1010')]).toEqual(['0.00', '0.00', '480.00']);
  });

  test('C13: the second delivery in a new envelope is a duplicate without journal or exception', async () => {
    const report = await (await freshFlow()).run(x12('C13.835', 'C13-redelivered.835'));
    expect(journalsOf(report)).toEqual(wanted('C13').journals);
    expect(report.exceptions).toEqual([]);
    expect(controlOf(report)).toEqual({ isReconciled: true, received: 2, posted: 1, excepted: 0, duplicate: 1, queued: 0 });
  });

  test('C21: the rejected interchange names the TA1 to send back', async () => {
    const report = await (await freshFlow()).run(x12('C21.835'));
    expect(report.exceptions[0]?.detail).toMatch(/TA1\*000000002\*260131\*0710\*R\*001~/);
  });
});

describe('what else must hold', () => {
  test('a second run of the same file posts nothing twice and says so', async () => {
    const flow = await freshFlow();
    const first = await flow.run(x12('C01.835'));
    const second = await flow.run(x12('C01.835'));
    expect(first.journals).toHaveLength(1);
    expect(second.journals).toEqual([]);
    expect(second.deliveries[0]).toMatchObject({ disposition: 'duplicate', reason: expect.stringContaining('already received') });
    expect(second.trialBalance).toEqual(first.trialBalance);
  });

  test('the same payment with other content is a conflict', async () => {
    const flow = await freshFlow();
    await flow.run(x12('C01.835'));
    const changed = new TextEncoder().encode(
      readFileSync(packagePath('test', 'scenarios', 'x12', 'C01.835'), 'latin1').replaceAll('PA1*', 'PA3*'),
    );
    const report = await flow.run([{ file: 'changed.835', bytes: changed }]);
    expect(report.journals).toEqual([]);
    expect(exceptionsOf(report)).toMatchObject([{ code: 'TRN_CONFLICT', moneyAtRisk: '480.00' }]);
  });

  test('C15: a bank credit without its remittance waits as unapplied cash until the remittance closes it', async () => {
    const flow = await freshFlow();
    const early = await flow.run([events(credit('480.00'))]);
    expect(journalsOf(early)).toEqual([['1010 480.00 0.00', '2190 0.00 480.00']]);
    expect(exceptionsOf(early)).toMatchObject([{ code: 'MISSING_ERA', owner: 'treasury', moneyAtRisk: '480.00', sla: '3bd' }]);
    const late = await flow.run(x12('C01.835'));
    expect(['2190', '1015', '1010'].map((account) => balanceOf(late, account))).toEqual(['0.00', '0.00', '480.00']);
  });

  test('a bank credit of another payer with the same trace number leaves the remittance alone', async () => {
    const flow = await freshFlow();
    const foreign = { ...credit('480.00'), payload: { ...credit('480.00').payload, payerTin: '1999999998' } };
    await flow.run(x12('C01.835'));
    const report = await flow.run([events(foreign)]);
    expect(journalsOf(report)).toEqual([['1010 480.00 0.00', '2190 0.00 480.00']]);
    expect(exceptionsOf(report)).toMatchObject([{ code: 'MISSING_ERA' }]);
    expect(journalsOf(await flow.run([events(credit('480.01'))]))).toEqual([['1010 480.01 0.00', '1015 0.00 480.01']]);
  });

  test('a bank credit of nothing posts nothing', async () => {
    const report = await (await freshFlow()).run([events(credit('0.00'))]);
    expect([report.journals, report.exceptions]).toEqual([[], []]);
    expect(report.deliveries).toMatchObject([{ disposition: 'posted' }]);
  });

  test('a payment that was posted is not posted once more by a replay of what conflicts with it', async () => {
    const flow = await freshFlow();
    await flow.run(x12('C01.835'));
    const changed = readFileSync(packagePath('test', 'scenarios', 'x12', 'C01.835'), 'latin1').replaceAll('PA1*', 'PA3*');
    const report = await flow.run([{ file: 'changed.835', bytes: new TextEncoder().encode(changed) }]);
    await expect(flow.replay([report.deliveries[0]!.deliveryId])).rejects.toMatchObject({
      code: 'DELIVERY_NOT_REPLAYABLE',
      detail: expect.stringContaining('C01.835'),
    });
  });

  test('C17: a bank credit that differs leaves the difference in clearing', async () => {
    const flow = await freshFlow();
    await flow.run(x12('C01.835'));
    const report = await flow.run([events(credit('408.00'))]);
    expect(journalsOf(report)).toEqual([['1010 408.00 0.00', '1015 0.00 408.00']]);
    expect(exceptionsOf(report)).toMatchObject([{ code: 'EFT_AMOUNT_MISMATCH', owner: 'treasury', moneyAtRisk: '72.00', sla: '1bd' }]);
    expect(balanceOf(report, '1015')).toBe('72.00');
  });

  test('a void takes back what was billed, a replacement bills anew', async () => {
    const flow = await freshFlow();
    const corrected = (frequency: string, amount: string) => ({
      ...bill('PA1', amount),
      payload: { ...bill('PA1', amount).payload, frequency },
    });
    await flow.run([events(bill('PA1', '1000.00'))]);
    const replaced = await flow.run([events(corrected('7', '900.00'))]);
    expect(journalsOf(replaced).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['1100 0.00 1000.00', '4000 1000.00 0.00'],
      ['1100 900.00 0.00', '4000 0.00 900.00'],
    ]);
    const voided = await flow.run([events(corrected('8', '900.00'))]);
    expect(journalsOf(voided)).toEqual([['1100 0.00 900.00', '4000 900.00 0.00']]);
    expect(balanceOf(voided, '1100')).toBe('0.00');
  });

  test('a bill of the same claim with another charge is a conflict, and is not billed twice', async () => {
    const flow = await freshFlow();
    await flow.run([events(bill('PA1', '1000.00'))]);
    const report = await flow.run([events(bill('PA1', '1100.00'))]);
    expect(report.journals).toEqual([]);
    expect(exceptionsOf(report)).toMatchObject([{ code: 'BILL_CONFLICT', owner: 'claims-edit', moneyAtRisk: '1100.00' }]);
  });

  test('what ERP finance refused is posted by a replay, and nothing else a second time', async () => {
    const ledger = await startRefusingProxy(mocks.url, 'POST', '/general-ledger/journal-entries', 2);
    onTestFinished(() => ledger.close());
    const flow = await freshFlow((id) => (id === 'general-ledger' ? `${ledger.url}/general-ledger` : mocks.urlOf(id)));
    const partly = await flow.run(x12('C03.835'));
    expect(journalsOf(partly)).toEqual([wanted('C03').journals[0]]);
    expect(exceptionsOf(partly)).toMatchObject([{ code: 'JOURNAL_REFUSED', moneyAtRisk: '12.34' }]);
    const balance = await patientBalance('PA3');

    await flow.replay([partly.deliveries[0]!.deliveryId]);
    const replayed = await flow.run([]);
    expect(journalsOf(replayed)).toEqual(wanted('C03').journals);
    expect(replayed.exceptions.map(({ code, resolution }) => [code, resolution])).toEqual([['JOURNAL_REFUSED', 'replayed']]);
    expect(await patientBalance('PA3')).toBe(balance);
    expect(balanceOf(replayed, '1015')).toBe('512.34');
    await expect(flow.replay([partly.deliveries[0]!.deliveryId])).rejects.toMatchObject({ code: 'DELIVERY_NOT_REPLAYABLE' });
  });

  test('a void of what was never billed is an exception', async () => {
    const voided = { ...bill('PA1', '1000.00'), payload: { ...bill('PA1', '1000.00').payload, frequency: '8' } };
    const report = await (await freshFlow()).run([events(voided)]);
    expect(report.journals).toEqual([]);
    expect(exceptionsOf(report)).toMatchObject([{ code: 'BILL_NO_ORIGINAL', owner: 'claims-edit', moneyAtRisk: '1000.00' }]);
  });

  test('a remittance of a payer that nobody knows is held whole', async () => {
    const unknown = readFileSync(packagePath('test', 'scenarios', 'x12', 'C01.835'), 'latin1')
      .replaceAll('1999999999*', '1000000001*')
      .replace('TRN*1*EFT1*1999999999', 'TRN*1*EFT1*1000000001');
    const report = await (await freshFlow()).run([{ file: 'unknown.835', bytes: new TextEncoder().encode(unknown) }]);
    expect(report.journals).toEqual([]);
    expect(exceptionsOf(report)).toMatchObject([{ code: 'UNKNOWN_PAYER', moneyAtRisk: '480.00' }]);
  });

  test('an event that does not fit its contract is refused with its line, and nothing is received', async () => {
    const flow = await freshFlow();
    const broken = events(bill('PA1', '1000.00'), { ...credit('480.00'), payload: { ...credit('480.00').payload, amount: 480 } });
    await expect(flow.run([broken])).rejects.toThrow(/events\.ndjson:2 .*bank\.credit/);
    expect(controlOf(await flow.run([]))).toMatchObject({ received: 0 });
  });

  test('a system that does not answer leaves the delivery queued and what follows it behind it, and the next run takes both up', async () => {
    const scratch = scratchFolder();
    const options = {
      workspace,
      database: { directory: join(scratch.folder, 'database') },
      databaseSources: { template },
      token: (scopes: readonly string[]) => fetchToken(`${mocks.url}/__interlock/oauth/token`, 'claim-to-cash', 'claim-to-cash', scopes),
    };
    await fetch(`${mocks.url}/__interlock/reset`, { method: 'POST' });
    const down = await openClaimToCash({
      ...options,
      urlOf: (id) => (id === 'general-ledger' ? 'http://127.0.0.1:1/general-ledger' : mocks.urlOf(id)),
      retry: { ...DEFAULT_RETRY_POLICY, attempts: 1 },
    });
    const queued = await down.run([...x12('C01.835'), events(credit('480.00'))]);
    await down.close();
    expect(controlOf(queued)).toEqual({ isReconciled: true, received: 1, posted: 0, excepted: 0, duplicate: 0, queued: 1 });
    expect(queued.deliveries[0]?.reason).toMatch(/TARGET_UNAVAILABLE/);
    expect(queued.deliveries[1]).toMatchObject({
      disposition: 'queued',
      reason: `waits behind delivery ${queued.deliveries[0]?.deliveryId} of the same payer`,
    });

    const up = await openClaimToCash({ ...options, urlOf: (id) => mocks.urlOf(id) });
    const report = await up.run([]);
    await up.close();
    scratch.remove();
    expect(report.deliveries).toMatchObject([
      { disposition: 'posted', isResumed: true },
      { disposition: 'posted', isResumed: true },
    ]);
    expect(journalsOf(report)).toEqual([...wanted('C13').journals, ['1010 480.00 0.00', '1015 0.00 480.00']]);
    expect(report.exceptions).toEqual([]);
  });
});
