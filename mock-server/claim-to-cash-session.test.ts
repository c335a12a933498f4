import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';
import { authorize, serve, shippedContract } from './testing/serve.ts';
import { subscribe } from './testing/subscription.ts';

const SCOPES = [
  'claims:read accounts:read accounts:write balances:read balances:write adjustments:read adjustments:write',
  'ledger:read ledger:post receivables:read receivables:apply',
  'claims-events:send claims-events:receive analytics:send claim-to-cash:submit claim-to-cash:read',
].join(' ');

const usd = (amount: string) => ({ amount, currency: 'USD' });
const line = (account: string, debit: string, credit: string, text: string) => ({ account, debit: usd(debit), credit: usd(credit), text });

const claim = {
  claimId: '2f0c5d1e-8a77-4b1c-9b0d-00000000c901',
  patientControlNo: 'PA-2001',
  payerId: 'CASCADE',
  billingNpi: '1999999984',
  frequency: '1',
  totalCharge: usd('1000.00'),
  serviceFrom: '2026-01-05',
  stage: 'submitted',
};
/** What receivables make of the bill: the id follows from the claim's. */
const openItem = {
  openItemId: '0c82f9b7-1b0f-8961-a416-1c60d118b7ce',
  companyCode: 'HOSP',
  account: '1100',
  payerTin: '1912345678',
  claimId: claim.claimId,
  originalAmount: usd('1000.00'),
  openAmount: usd('1000.00'),
  postingDate: '2026-01-06',
  status: 'OPEN',
};
const billing = {
  journalId: '0b9f6f1e-7b1f-4a53-9d59-2f6f4f0f9c01',
  sourceEventId: `claim/${claim.claimId}`,
  companyCode: 'HOSP',
  documentDate: '2026-01-06',
  postingDate: '2026-01-06',
  period: '2026-01',
  currency: 'USD',
  lines: [line('1100', '1000.00', '0.00', 'Payer receivable'), line('4000', '0.00', '1000.00', 'Patient revenue')],
};
const payment = {
  ...billing,
  journalId: '0b9f6f1e-7b1f-4a53-9d59-2f6f4f0f9c02',
  sourceEventId: 'remittance/3c7e9a52-1f0b-5d44-9a36-6a0c5f1e2b09/claim/1',
  documentDate: '2026-02-02',
  postingDate: '2026-02-02',
  period: '2026-02',
  lines: [
    line('1015', '480.00', '0.00', 'Payer payment'),
    line('4010', '300.00', '0.00', 'Contractual adjustment CO-45'),
    line('1110', '220.00', '0.00', 'Patient responsibility'),
    line('1100', '0.00', '1000.00', 'Payer receivable cleared'),
  ],
};
const remittanceId = '3c7e9a52-1f0b-5d44-9a36-6a0c5f1e2b09';
const messageHeaders = (type: string, id: string) => ({
  'x-message-ce-id': id,
  'x-message-ce-source': '/claims-platform',
  'x-message-ce-type': type,
  'x-message-ce-specversion': '1.0',
  'x-message-correlation-id': claim.claimId,
});

/** The shipped systems in one server, and a caller that notes every answer. */
async function start(session: string) {
  const contracts = await Promise.all([
    ...[
      'claims/claim-status',
      'billing/patient-accounts',
      'finance/general-ledger',
      'finance/receivables',
      'claim-to-cash/claim-to-cash',
    ].map((one) => shippedContract(one)),
    shippedContract('claims/claims-events', 'asyncapi.yaml'),
    shippedContract('analytics/analytics-sink', 'asyncapi.yaml'),
  ]);
  const server = await serve(...contracts);
  let authorization = await authorize(server, SCOPES, session);
  const transcript: string[] = [];
  let keys = 0;
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        authorization,
        'interlock-session': session,
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': `key-${++keys}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const kept = [...response.headers].filter(([name]) => name !== 'date');
    transcript.push(JSON.stringify([method, path, response.status, kept, text]));
    return {
      status: response.status,
      etag: response.headers.get('etag') ?? '',
      location: response.headers.get('location') ?? '',
      body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown>,
    };
  };
  const follow = (channel: string) => subscribe(server.url + channel, { authorization, 'interlock-session': session });
  const renewToken = async (): Promise<void> => {
    authorization = await authorize(server, SCOPES, session);
  };
  return { call, follow, renewToken, transcript };
}

const FINALISED = '/claims-events/claims.claim.finalised.v1';
const ADJUDICATED = '/claims-events/claims.claim.adjudicated.v1';
const POSTED = '/analytics-sink/analytics.remittance.posted.v1';

async function claimBillPayReconcile({ call, follow, renewToken }: Awaited<ReturnType<typeof start>>): Promise<void> {
  expect((await call('POST', '/__interlock/seed', { 'claim-status': { '/claims': [claim] } })).status).toBe(204);
  const [finalised, adjudicated, remitted] = await Promise.all([FINALISED, ADJUDICATED, POSTED].map(follow));

  const search = async (patientControlNo: string) =>
    ((await call('POST', '/claim-status/claims/search', { patientControlNo })).body['items'] as Record<string, unknown>[]).map(
      ({ stage }) => stage,
    );
  expect(await search('PA-2001')).toEqual(['submitted']);
  expect(await search('PA-9999')).toEqual([]);
  await call('POST', '/__interlock/clock/advance', { by: 'PT2H' });
  expect((await call('GET', `/claim-status/claims/${claim.claimId}`)).status).toBe(401);
  await renewToken();
  expect((await call('GET', `/claim-status/claims/${claim.claimId}`)).body['stage']).toBe('ack999');
  await call('POST', '/__interlock/clock/advance', { by: 'P1D' });
  await renewToken();
  expect((await call('GET', `/claim-status/claims/${claim.claimId}`)).body).toMatchObject({ stage: 'accepted277CA', statusCategory: 'A2' });

  const opened = await call('POST', '/patient-accounts/accounts', {
    patientAccountId: 'PA-2001',
    patientRef: 'PT-2001',
    status: 'open',
    patientBalance: usd('0.00'),
    payerBalance: usd('1000.00'),
    creditBalance: usd('0.00'),
    asOf: '2026-01-06T08:00:00Z',
  });
  expect(opened.status).toBe(201);
  const account = opened.location;
  expect((await call('POST', '/patient-accounts/accounts/lookup', { patientAccountId: 'PA-2001' })).body).toEqual(opened.body);
  const billed = {
    claimId: claim.claimId,
    patientControlNo: 'PA-2001',
    payerTin: '1912345678',
    totalCharge: usd('1000.00'),
    frequency: '1',
    billedOn: '2026-01-06',
    companyCode: 'HOSP',
  };
  const item = `/receivables/open-items/${openItem.openItemId}`;
  expect((await call('GET', item)).status).toBe(404);
  for (const id of ['e1', 'e1-again']) {
    expect(await call('POST', FINALISED, billed, messageHeaders('claims.claim.finalised.v1', id))).toMatchObject({ status: 202 });
  }
  expect((await call('GET', FINALISED)).body).toMatchObject([{ payload: billed }, { payload: billed }]);
  expect((await finalised?.next(1))?.map(({ event, data }) => [event, data.payload])).toEqual([['claim.finalised', billed]]);
  expect((await call('GET', '/receivables/open-items?payerTin=1912345678')).body['items']).toMatchObject([{}, openItem]);
  expect((await call('GET', item)).body).toEqual(openItem);

  const entries = '/general-ledger/journal-entries';
  const posted = await call('POST', entries, billing);
  expect([posted.status, (await call('GET', `${entries}/${billing.journalId}`)).body]).toEqual([201, posted.body]);
  const unbalanced = { ...payment, lines: payment.lines.slice(1) };
  expect(await call('POST', entries, unbalanced)).toMatchObject({ status: 422, body: { code: 'JOURNAL_UNBALANCED' } });
  const closed = { ...payment, postingDate: '2025-11-30', period: '2025-11' };
  expect(await call('POST', entries, closed)).toMatchObject({
    status: 409,
    body: { code: 'PERIOD_CLOSED', detail: 'Period 2025-11 of company HOSP is not open.' },
  });
  expect((await call('POST', entries, { ...payment, period: '2026-03' })).status).toBe(422);
  expect((await call('GET', `${entries}/${payment.journalId}`)).status).toBe(404);

  await call('POST', '/__interlock/clock/advance', { by: 'P14D' });
  await renewToken();
  const decided = { claimId: claim.claimId, patientControlNo: 'PA-2001', payerTin: '1912345678', charge: claim.totalCharge };
  expect((await adjudicated?.next(3))?.map(({ data }) => data.payload)).toMatchObject([
    { claimId: '2f0c5d1e-8a77-4b1c-9b0d-00000000c101', paid: usd('700.00'), contractual: usd('300.00') },
    { claimId: '2f0c5d1e-8a77-4b1c-9b0d-00000000c102' },
    { ...decided, paid: usd('1000.00'), contractual: usd('0.00'), effectiveDate: '2026-01-16' },
  ]);
  expect((await call('GET', `/claim-status/claims/${claim.claimId}`)).body).toMatchObject({ stage: 'adjudicated', statusCategory: 'F0' });

  const balances = await call('GET', `${account}/balances`);
  const paid = { patientBalance: usd('220.00'), payerBalance: usd('0.00'), asOf: '2026-02-02T09:30:00Z' };
  expect((await call('PATCH', `${account}/balances`, paid, { 'if-match': balances.etag })).body).toMatchObject(paid);
  expect((await call('PATCH', `${account}/balances`, paid, { 'if-match': balances.etag })).status).toBe(412);
  expect((await call('GET', account)).body).toMatchObject({ ...paid, patientAccountId: 'PA-2001' });
  const adjustment = {
    remittanceId,
    sequence: 1,
    payerPaid: usd('480.00'),
    contractual: usd('300.00'),
    patientResponsibility: usd('220.00'),
    denied: usd('0.00'),
    postedAt: '2026-02-02T09:30:00Z',
  };
  expect((await call('POST', `${account}/adjustments`, adjustment)).status).toBe(201);
  expect(await call('POST', `${account}/adjustments`, adjustment)).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  expect((await call('POST', `${account}/adjustments`, { ...adjustment, sequence: 2 })).status).toBe(201);
  expect((await call('GET', `${account}/adjustments`)).body['items']).toMatchObject([adjustment, { sequence: 2 }]);
  expect((await call('POST', entries, payment)).status).toBe(201);

  const decision = {
    ...decided,
    ...{ remittanceId, sequence: 1, status: '1', paid: usd('480.00'), contractual: usd('300.00') },
    ...{ patientResponsibility: usd('220.00'), denied: usd('0.00'), effectiveDate: '2026-02-02' },
  };
  expect((await call('POST', ADJUDICATED, decision, messageHeaders('claims.claim.adjudicated.v1', 'e2'))).status).toBe(202);
  expect((await call('GET', `/claim-status/claims/${claim.claimId}`)).body).toMatchObject({ stage: 'paid', statusCategory: 'F1' });

  const apply = (amount: string) =>
    call('POST', `${item}/applications`, { journalId: payment.journalId, amount: usd(amount), appliedOn: '2026-02-02' });
  expect((await apply('999.99')).status).toBe(201);
  expect((await call('GET', item)).body).toMatchObject({ openAmount: usd('0.01'), status: 'OPEN' });
  expect(await apply('0.02')).toMatchObject({ status: 409, body: { code: 'OPEN_AMOUNT_EXCEEDED', detail: 'Less is open than 0.02 USD.' } });
  expect((await apply('0.01')).status).toBe(201);
  expect((await call('GET', item)).body).toMatchObject({ openAmount: usd('0.00'), status: 'CLEARED' });
  expect((await call('GET', `${item}/applications`)).body['items']).toHaveLength(2);

  const file = await readFile(packagePath('examples', 'remittance.835'), 'utf8');
  const submitted = await call('POST', '/claim-to-cash/remittance-files', file, { 'content-type': 'application/edi-x12' });
  expect(submitted).toMatchObject({ status: 202, body: { status: 'QUEUED', file: { bytes: file.length } } });
  const run = (await call('GET', submitted.location)).body;
  expect(run).toMatchObject({ runId: submitted.body['runId'], status: 'COMPLETED', controlTotals: { received: 1, posted: 1 } });
  expect((await remitted?.next(1))?.map(({ data }) => data.payload)).toMatchObject([
    { remittanceId: (run['remittanceIds'] as string[])[0] },
  ]);

  const cash = (await call('GET', `${entries}?period=2026-02&account=1015`)).body['items'];
  expect(cash).toMatchObject([{ journalId: payment.journalId }]);
  expect((await call('GET', `${entries}?account=1100`)).body['items']).toMatchObject([
    { journalId: billing.journalId },
    { journalId: payment.journalId },
  ]);
}

describe('a claim that is billed, paid and reconciled over the shipped contracts', () => {
  it('reads back what it wrote, and gives the same bytes on every server', async () => {
    const [one, two] = [await start('claims'), await start('claims')];
    await claimBillPayReconcile(one);
    await claimBillPayReconcile(two);
    expect(two.transcript).toEqual(one.transcript);
    expect(one.transcript.length).toBeGreaterThan(30);
  });

  it('leaves other sessions as they were, and can be brought back to an instant of it', async () => {
    const started = await start('');
    const { call } = started;
    const before = await call('GET', '/__interlock/state');
    await claimBillPayReconcile(started);
    const after = await call('GET', '/__interlock/state');
    expect((await call('PUT', '/__interlock/state', before.body)).status).toBe(204);
    expect((await call('GET', '/__interlock/state')).body).toEqual(before.body);
    expect((await call('GET', `/receivables/open-items/${openItem.openItemId}`)).status).toBe(404);
    expect((await call('PUT', '/__interlock/state', after.body)).status).toBe(204);
    expect((await call('GET', `/receivables/open-items/${openItem.openItemId}`)).body).toMatchObject({ status: 'CLEARED' });
    expect((await call('GET', `/claim-status/claims/${claim.claimId}`, undefined, { 'interlock-session': 'other' })).status).toBe(404);
  });
});

describe('seeding and restoring', () => {
  it('refuses what does not fit, and then changes nothing', async () => {
    const { call } = await start('s');
    const table: readonly [string, unknown, number][] = [
      ['/seed', [], 400],
      ['/seed', { receivables: [] }, 400],
      ['/seed', { 'claim-status': { '/claims': [claim] }, receivables: { '/open-items': [{ status: 'OPEN' }] } }, 422],
      ['/seed', { nobody: {} }, 404],
      ['/seed', { 'claims-events': {} }, 404],
      ['/seed', { receivables: { '/items': [] } }, 422],
      ['/seed', { receivables: { '/open-items': {} } }, 400],
      ['/seed', { receivables: { '/open-items': [openItem, { ...openItem, status: 'LOST' }] } }, 422],
      ['/seed', { receivables: { '/open-items': [{ status: 'OPEN' }] } }, 422],
      ['/state', {}, 400],
      [
        '/state',
        { now: '2026-01-01T00:00:00Z', contracts: { receivables: { sequence: 1, collections: { '/open-items': [3] }, removed: [] } } },
        400,
      ],
      ['/state', { now: '2026-01-01T00:00:00Z', contracts: { nobody: {} } }, 404],
      ['/state', { now: '2026-01-01T00:00:00Z', contracts: { 'claims-events': { lastId: 1 } } }, 400],
      ['/state', { now: '2026-01-01T00:00:00Z', contracts: {}, callbacks: [] }, 400],
    ];
    for (const [path, body, status] of table) {
      expect((await call(path === '/seed' ? 'POST' : 'PUT', `/__interlock${path}`, body)).status, JSON.stringify(body)).toBe(status);
    }
    expect((await call('GET', `/receivables/open-items/${openItem.openItemId}`)).status).toBe(404);
    expect((await call('GET', `/claim-status/claims/${claim.claimId}`)).status).toBe(404);
    expect((await call('GET', '/__interlock/state?contract=receivables')).body['contracts']).toHaveProperty('receivables');
  });
});
