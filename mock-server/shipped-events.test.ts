import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';
import type { EventOperation } from '../registry/contract/index.ts';
import type { MockContract } from './mock-contract.ts';
import { startMockServer } from './server/start-mock-server.ts';
import type { MockServer } from './server/start-mock-server.ts';
import { authorize, shippedContract } from './testing/serve.ts';

const HTTP = [
  'billing/patient-accounts',
  'claims/claim-status',
  'finance/cost-centers',
  'finance/general-ledger',
  'finance/receivables',
  'payers/payer-directory',
  'claim-to-cash/claim-to-cash',
];
const EVENTS = ['analytics/analytics-sink', 'claims/claims-events', 'treasury/bank-credits'];

const usd = (amount: string) => ({ amount, currency: 'USD' });

const SCOPES = [
  'accounts:read accounts:write claims:read claim-to-cash:submit claim-to-cash:read receivables:read',
  'analytics:send claims-events:send claims-events:receive bank-credits:receive',
].join(' ');

let landscape: { readonly server: MockServer; readonly events: readonly MockContract[] };
let sessions = 0;

beforeAll(async () => {
  const http = await Promise.all(HTTP.map((folder) => shippedContract(folder)));
  const events = await Promise.all(EVENTS.map((folder) => shippedContract(folder, 'asyncapi.yaml')));
  const server = await startMockServer({ contracts: [...http, ...events] });
  landscape = { server, events };
});

afterAll(() => landscape.server.close());

/** A caller with a session of its own in the whole shipped landscape, and with a new token for each call: the session's clock may have moved on. */
function start() {
  const { server, events } = landscape;
  const session = `s${++sessions}`;
  const call = async (method: string, path: string, body?: unknown, contentType = 'application/json') => {
    const headers = {
      authorization: await authorize(server, SCOPES, session),
      'interlock-session': session,
      ...(body === undefined ? {} : { 'content-type': contentType, 'idempotency-key': path }),
    };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(server.url + path, { method, headers, ...(body === undefined ? {} : { body: text }) });
    const answer = await response.text();
    return { status: response.status, body: (answer === '' ? undefined : JSON.parse(answer)) as Record<string, unknown> };
  };
  const channels = events.flatMap(({ id, compiled }) =>
    compiled.contract.operations.flatMap((operation) => (operation.kind === 'event' ? [{ id, compiled, operation }] : [])),
  );
  return { call, channels };
}

type Started = ReturnType<typeof start>;

/** What a change of the shipped systems leads to, by the address of the channel: the change, and the values that the event must have. */
const CHANGES: Readonly<Record<string, (call: Started['call']) => Promise<unknown>>> = {
  'analytics.remittance.posted.v1': async (call) => {
    const file = await readFile(packagePath('examples', 'remittance.835'), 'utf8');
    const { body: run } = await call('POST', '/claim-to-cash/remittance-files', file, 'application/edi-x12');
    const { body: completed } = await call('GET', `/claim-to-cash/runs/${String(run['runId'])}`);
    const { posted, excepted } = completed['controlTotals'] as Record<string, number>;
    const [remittanceId] = completed['remittanceIds'] as string[];
    return { remittanceId, counts: { claims: 1, posted, excepted }, paymentAmount: usd('480.00') };
  },
  'claims.claim.adjudicated.v1': async (call) => {
    await call('POST', '/__interlock/clock/advance', { by: 'P14DT12H' });
    const { claimId, patientControlNo, totalCharge, expectedReimbursement } = (
      await call('GET', '/claim-status/claims/2f0c5d1e-8a77-4b1c-9b0d-00000000c101')
    ).body;
    return { claimId, patientControlNo, charge: totalCharge, paid: expectedReimbursement, contractual: usd('300.00'), denied: usd('0.00') };
  },
};

/** What no change of a shipped HTTP contract implies: it is told by systems that have none, and published. */
const PUBLISHED = ['claims.claim.finalised.v1', 'claims.remittance.received.v1', 'treasury.bank.credit.v1'];

describe('events of the shipped landscape', () => {
  it('knows of every channel where its events come from', () => {
    const { channels } = start();
    const addresses = channels.map(({ operation }) => operation.channel.address);
    expect(new Set(addresses)).toEqual(new Set([...Object.keys(CHANGES), ...PUBLISHED]));
  });

  it.each(Object.entries(CHANGES))('emits %s once, as its contract permits, with the values of the resource', async (address, change) => {
    const { call, channels } = start();
    const want = await change(call);
    for (const { id, compiled, operation } of channels) {
      const at = operation.channel.address ?? '';
      const delivered = (await call('GET', `/${id}/${at}`)).body as unknown as readonly Delivered[];
      expect((await call('GET', `/__interlock/events/${id}/dead-letters`)).body, at).toEqual([]);
      expect(delivered, at).toHaveLength(at === address ? 1 : 0);
      for (const message of delivered) expect(violationsOf(compiled, operation, message)).toEqual([]);
      if (at === address) expect(delivered).toMatchObject([{ payload: want }]);
    }
    await call('POST', '/__interlock/clock/advance', { by: 'P0D' });
    for (const { id } of channels) expect((await call('GET', `/__interlock/events/${id}`)).body).toMatchObject({ waiting: 0, mishaps: [] });
  });

  it.each([
    ['denied', { status: '4', paid: usd('0.00'), denied: usd('1000.00') }, 'denied', 'F2'],
    ['reversed before it was decided', { status: '22' }, 'accepted277CA', 'A2'],
    ['paid as secondary', { status: '2' }, 'paid', 'F1'],
    ['paid, by the number of its account', { claimId: undefined }, 'paid', 'F1'],
  ])('hears that a claim was %s', async (_, told, stage, statusCategory) => {
    const { call, channels } = start();
    const found = channels.find(({ operation }) => operation.operationId === 'sendClaimAdjudicated');
    const payload = {
      ...(found?.operation.messages[0]?.examples[0]?.payload as object),
      claimId: '2f0c5d1e-8a77-4b1c-9b0d-00000000c101',
      patientControlNo: 'PA-1001',
      ...told,
    };
    const sent = await call('POST', '/__interlock/events/claims-events', { channel: 'claimAdjudicated', payload });
    expect(sent.status, JSON.stringify(sent.body)).toBe(202);
    const claim = await call('GET', '/claim-status/claims/2f0c5d1e-8a77-4b1c-9b0d-00000000c101');
    expect(claim.body).toMatchObject({ stage, statusCategory });
    expect((await call('GET', '/claim-status/claims/2f0c5d1e-8a77-4b1c-9b0d-00000000c102')).body).toMatchObject({ stage: 'submitted' });
  });

  it('makes no open item of a claim that replaces or voids another', async () => {
    const { call } = start();
    const list = async () => ((await call('GET', '/receivables/open-items')).body['items'] as readonly unknown[]).length;
    const before = await list();
    const claimId = '2f0c5d1e-8a77-4b1c-9b0d-00000000c777';
    for (const [frequency, more] of [
      ['7', 0],
      ['8', 0],
      ['1', 1],
      ['1', 1],
    ] as const) {
      const payload = {
        claimId,
        patientControlNo: 'PA-7',
        payerTin: '1999999999',
        totalCharge: usd('5.00'),
        frequency,
        billedOn: '2026-01-06',
        companyCode: 'HOSP',
      };
      expect((await call('POST', '/__interlock/events/claims-events', { channel: 'claimFinalised', payload })).status).toBe(202);
      expect(await list()).toBe(before + more);
    }
  });
});

interface Delivered {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
}

function violationsOf(
  compiled: Started['channels'][number]['compiled'],
  operation: EventOperation,
  { headers, payload }: Delivered,
): readonly string[] {
  const verdict = compiled.permitsMessage(operation, { headers, payload: { value: payload } });
  return verdict.accepted ? [] : verdict.violations.map(({ message }) => message);
}
