import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findImbalances, readRemittanceFile, remittanceContentHash, remittanceKey, type RemittanceTransaction } from './index.ts';

const folder = new URL('../../test/scenarios/x12/', import.meta.url);
const usd = (amount: string) => ({ amount, currency: 'USD' });

function readScenario(name: string) {
  return readRemittanceFile(readFileSync(new URL(name, folder)), name);
}

function onlyRemittance(name: string): RemittanceTransaction {
  const { transactions } = readScenario(name);
  const [transaction] = transactions;
  if (transactions.length !== 1 || transaction?.kind !== 'remittance') throw new Error(`${name} is not one readable remittance`);
  return transaction;
}

test('C01 is read to the last field', () => {
  const { remittance, places, evidence, uninterpreted } = onlyRemittance('C01.835');
  expect(remittance).toEqual({
    remittanceId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    payerTin: '1999999999',
    traceNo: 'EFT1',
    paymentAmount: usd('480.00'),
    method: 'ACH',
    effectiveDate: '2026-02-02',
    payeeNpi: '1999999984',
    claims: [
      {
        patientControlNo: 'PA1',
        status: '1',
        charge: usd('1000.00'),
        paid: usd('480.00'),
        patientResponsibility: usd('220.00'),
        payerClaimControlNo: 'ICN000000001',
        serviceFrom: '2026-01-05',
        adjustments: [
          { group: 'CO', carc: '45', amount: usd('300.00') },
          { group: 'PR', carc: '1', amount: usd('100.00') },
          { group: 'PR', carc: '2', amount: usd('120.00') },
        ],
        remarkCodes: [],
        lines: [],
        byteRange: { start: 448, end: 585 },
      },
    ],
    providerAdjustments: [],
    sourceFile: { sha256: 'b2e012d28dbaf660cf391f075a0fb6501c0be1759236673ea9df7ea2a4179801', start: 158, end: 596 },
  });
  expect(evidence).toEqual({
    file: 'C01.835',
    fileSha256: remittance.sourceFile.sha256,
    start: 158,
    end: 596,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    interchangeControlNo: '000000001',
    groupControlNo: '1',
    transactionSetControlNo: '0001',
    sender: { qualifier: 'ZZ', id: 'PAYER' },
    receiver: { qualifier: 'ZZ', id: 'PROVIDER' },
    usage: 'T',
    guide: '005010X221A1',
  });
  expect(uninterpreted).toEqual({ DTM: 1, N1: 1, N3: 1, N4: 1, PER: 1, REF: 1, LX: 1, NM1: 1 });
  const bytes = readFileSync(new URL('C01.835', folder));
  const cut = ({ start, end }: { start: number; end: number }) => bytes.subarray(start, end).toString();
  expect(cut(remittance.claims[0]!.byteRange)).toMatch(/^CLP\*PA1.*DTM\*232\*20260105~$/);
  expect(places.claims[0]!.adjustments.map(cut)).toEqual(['CAS*CO*45*300~', 'CAS*PR*1*100~', 'CAS*PR*2*120~']);
  expect(cut(evidence)).toMatch(/^ST\*835\*0001~.*SE\*18\*0001~$/);
});

describe.for([
  ['C03.835', { paid: '512.34', claims: [['PA3', '1', '700.00', '500.00']], plb: [['L6', 'INT', '-12.34']], imbalances: [] }],
  [
    'C05.835',
    {
      paid: '870.00',
      claims: [
        ['PA5', '1', '500.00', '390.00'],
        ['PA1', '1', '1000.00', '480.00'],
      ],
      plb: [],
      imbalances: [['X835_CLAIM_UNBALANCED', '400.00', '390.00', '-10.00', 448]],
    },
  ],
  [
    'C07.835',
    {
      paid: '390.00',
      claims: [
        ['PA7', '1', '1000.00', '600.00'],
        ['UNK', '22', '-310.00', '-210.00'],
      ],
      plb: [],
      imbalances: [],
    },
  ],
  ['C09.835', { paid: '0.00', claims: [['PA11', '4', '12500.00', '0.00']], plb: [], imbalances: [] }],
  [
    'C11.835',
    {
      paid: '100.00',
      claims: [
        ['PA1', '22', '-1000.00', '-480.00'],
        ['PA1', '1', '1000.00', '580.00'],
      ],
      plb: [],
      imbalances: [],
    },
  ],
] as const)('%s', ([name, want]) => {
  test('has its amounts and imbalances', () => {
    const { remittance, places } = onlyRemittance(name);
    expect(remittance.paymentAmount).toEqual(usd(want.paid));
    expect(remittance.claims.map((claim) => [claim.patientControlNo, claim.status, claim.charge.amount, claim.paid.amount])).toEqual(
      want.claims,
    );
    expect(remittance.providerAdjustments?.map(({ code, ref, amount }) => [code, ref, amount.amount])).toEqual(want.plb);
    const imbalances = findImbalances(remittance, places);
    expect(imbalances.map((each) => [each.code, each.expected.amount, each.found.amount, each.delta.amount, each.byteRange.start])).toEqual(
      want.imbalances,
    );
  });
});

test('C09 pays by no method', () => {
  expect(onlyRemittance('C09.835').remittance.method).toBe('NON');
});

test('C13 delivered again in another envelope is the same payment with the same content', () => {
  const [first, second] = [onlyRemittance('C13.835'), onlyRemittance('C13-redelivered.835')];
  expect(remittanceKey(second.remittance)).toBe('1999999999:EFT1:480.00:2026-02-02');
  expect(remittanceKey(second.remittance)).toBe(remittanceKey(first.remittance));
  expect(second.remittance.remittanceId).toBe(first.remittance.remittanceId);
  expect(remittanceContentHash(second.remittance)).toBe(remittanceContentHash(first.remittance));
  expect(second.evidence.sha256).not.toBe(first.evidence.sha256);
  expect(second.evidence.interchangeControlNo).toBe('000000057');
  const { patientControlNo: _, ...claim } = first.remittance.claims[0]!;
  const changed = { ...first.remittance, claims: [{ ...claim, patientControlNo: 'PA2' }] };
  expect(remittanceContentHash(changed)).not.toBe(remittanceContentHash(first.remittance));
});

test('C21: the first interchange stands, the second is refused whole with a TA1', () => {
  const { transactions, interchanges } = readScenario('C21.835');
  expect(transactions.map(({ kind }) => kind)).toEqual(['remittance', 'quarantined']);
  expect(transactions[1]).toMatchObject({
    fault: {
      code: 'INTERCHANGE_REJECTED',
      message: "IEA02 is '000000003' but ISA13 is '000000002'",
      offset: 1222,
      segment: { id: 'IEA' },
      acknowledgement: 'TA1*000000002*260131*0710*R*001~',
    },
    payment: { amount: '900.00', currency: 'USD', traceNo: 'EFT2', payerTin: '1999999998' },
    evidence: { interchangeControlNo: '000000002', sender: { qualifier: 'ZZ', id: 'PAYER2' } },
  });
  expect(interchanges.map(({ header }) => header && String.fromCharCode(header.delimiters.element, header.delimiters.segment))).toEqual([
    '*~',
    "|'",
  ]);
  expect(interchanges.map(({ rejected }) => rejected?.acknowledgement)).toEqual([undefined, 'TA1*000000002*260131*0710*R*001~']);
});

test('no patient name of any scenario is in any result', () => {
  for (const name of ['C01.835', 'C03.835', 'C05.835', 'C07.835', 'C09.835', 'C11.835', 'C13.835', 'C21.835']) {
    expect(JSON.stringify(readScenario(name))).not.toMatch(/TEST\d|"PAT"/);
  }
});
