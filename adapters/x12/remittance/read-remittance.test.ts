import { describe, expect, test } from 'vitest';
import { BODY, bodyWith, buildInterchange } from '../../../test/scenarios/x12/build-interchange.ts';
import { findImbalances, readRemittanceFile, type TransactionRead } from '../index.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });

function readBody(segments: readonly string[]): TransactionRead {
  const [transaction] = readRemittanceFile(Buffer.from(buildInterchange({ sets: [segments] })), 'test.835').transactions;
  if (!transaction) throw new Error('nothing was read');
  return transaction;
}

function remittanceOf(segments: readonly string[]) {
  const transaction = readBody(segments);
  if (transaction.kind !== 'remittance') throw new Error(transaction.fault.message);
  return transaction;
}

test('a claim with lines, remark codes and provider adjustments is read to the last field, and balances', () => {
  const { remittance, places, uninterpreted } = remittanceOf(BODY);
  expect(remittance.claims).toMatchObject([
    {
      adjustments: [{ group: 'OA', carc: '23', amount: usd('10.00') }],
      remarkCodes: ['MA01', 'MA18'],
      serviceFrom: '2026-01-05',
      lines: [
        {
          procedure: 'HC:99213:25',
          charge: usd('200.00'),
          paid: usd('90.00'),
          adjustments: [
            { group: 'CO', carc: '45', amount: usd('80.00'), quantity: '2.5' },
            { group: 'CO', carc: '253', amount: usd('10.00') },
            { group: 'PR', carc: '1', amount: usd('20.00') },
          ],
          remarkCodes: ['N130'],
        },
      ],
    },
  ]);
  expect(remittance.providerAdjustments).toMatchObject([
    { npi: '1999999984', fiscalDate: '2026-12-31', code: 'L6', ref: 'INT', amount: usd('-12.34') },
    { code: 'WO', ref: 'X', amount: usd('2.34') },
  ]);
  expect(findImbalances(remittance, places)).toEqual([]);
  expect(uninterpreted).toEqual({ DTM: 1, N1: 1, LX: 1, NM1: 1 });
});

describe('amounts', () => {
  test.for([
    ['90', '90.00'],
    ['90.', '90.00'],
    ['90.0', '90.00'],
    ['90.000', '90.00'],
    ['0090.00', '90.00'],
    ['.5', '0.50'],
    ['0', '0.00'],
    ['-0', '0.00'],
    ['999999999999999', '999999999999999.00'],
  ] as const)('%s is %s', ([written, read]) => {
    expect(remittanceOf(bodyWith('BPR', BODY[0]!.replace('*90*', `*${written}*`))).remittance.paymentAmount).toEqual(usd(read));
  });

  test('currency is that of CUR, of the payment before it too', () => {
    const { remittance } = remittanceOf(bodyWith('CUR', 'CUR*PR*CAD'));
    expect(remittance.paymentAmount).toEqual({ amount: '90.00', currency: 'CAD' });
    expect(remittance.claims[0]?.lines?.[0]?.adjustments[0]?.amount.currency).toBe('CAD');
  });
});

test('quantities lose needless zeros, and six triples are six adjustments', () => {
  const triples = '*1*10*01.500*2*10**3*10*.5*4*10*-2*5*10*0*6*40*7';
  const { remittance } = remittanceOf(bodyWith('CAS*CO', `CAS*CO${triples}`));
  expect(remittance.claims[0]?.lines?.[0]?.adjustments.slice(0, 6).map(({ carc, quantity }) => [carc, quantity])).toEqual([
    ['1', '1.5'],
    ['2', undefined],
    ['3', '0.5'],
    ['4', '-2'],
    ['5', '0'],
    ['6', '7'],
  ]);
});

test('the first day of service is the earliest of the lines where the claim has none', () => {
  const { remittance } = remittanceOf(BODY.filter((segment) => !segment.startsWith('DTM*232')));
  expect(remittance.claims[0]?.serviceFrom).toBe('2026-01-04');
});

describe('payee', () => {
  test.for([
    ['an NPI', ['N1*PE*X*XX*1999999984'], { payeeNpi: '1999999984' }],
    ['a tax id', ['N1*PE*X*FI*999999999'], { payeeTaxId: '999999999' }],
    ['a plan id with the tax id beside it', ['N1*PE*X*XV*H1234', 'REF*TJ*999999999'], { payeeTaxId: '999999999' }],
    ['an NPI with the tax id beside it', ['N1*PE*X*XX*1999999984', 'REF*TJ*999999999'], { payeeNpi: '1999999984' }],
  ] as const)('is %s', ([, segments, want]) => {
    const { payeeNpi, payeeTaxId } = remittanceOf(bodyWith('N1*PE', ...segments)).remittance;
    expect({ ...(payeeNpi && { payeeNpi }), ...(payeeTaxId && { payeeTaxId }) }).toEqual(want);
  });
});

describe('what breaks the guide is named with its segment and offset', () => {
  const BPR = BODY[0]!;
  test.for<readonly [string, readonly string[], string, string]>([
    ['BPR missing', bodyWith('BPR'), 'TRN stands where BPR must come first', 'TRN*'],
    ['TRN missing', bodyWith('TRN'), 'TRN is missing', 'N1*PR'],
    ['payer missing', bodyWith('N1*PR'), 'N1 may not open loop 1000B (payee) after the heading', 'N1*PE'],
    ['payee missing', bodyWith('N1*PE'), 'LX may not open loop 2000 (LX) after loop 1000A (payer)', 'LX*'],
    ['an entity that an 835 does not have', bodyWith('N1*PE', 'N1*XX*A'), 'N1 may not stand in loop 1000A (payer)', 'N1*XX'],
    ['claim before LX', bodyWith('LX'), 'CLP may not open loop 2100 (claim) after loop 1000B (payee)', 'CLP*'],
    ['BPR twice', bodyWith('BPR', BPR, BPR), 'BPR may stand only once in the heading', BPR],
    ['wrong order in the heading', bodyWith('TRN', 'DTM*405*20260131', BODY[1]!), 'TRN stands too late in the heading', 'TRN*'],
    ['wrong order in a claim', bodyWith('MOA', 'MOA*', 'NM1*82*1*DOE'), 'NM1 stands too late in loop 2100', 'NM1*82'],
    ['a segment that the guide does not have there', bodyWith('MOA', 'HL*1**20*1'), 'HL may not stand in loop 2100 (claim)', 'HL*'],
    ['a segment that is none', bodyWith('MOA', 'Jane Doe'), 'a segment that X12 does not know may not stand in loop 2100', 'Jane'],
    ['an empty segment', bodyWith('MOA', ''), 'an empty segment may not stand in loop 2100', '~DTM*232'],
    ['an inherited name', bodyWith('MOA', 'constructor*1'), 'a segment that X12 does not know', 'constructor'],
    ['a claim after PLB', [...BODY, 'CLP*PA2*1*1*1**12*I'], 'CLP may not open loop 2100 (claim) after the summary (PLB)', 'CLP*PA2'],
    ['BPR02 missing', bodyWith('BPR', BPR.replace('*90*', '**')), 'BPR02 is missing', '*C*ACH'],
    ['BPR02 no number', bodyWith('BPR', BPR.replace('*90*', '*9O*')), "BPR02 '9O' is not an amount", '9O*'],
    ['BPR02 with three decimals', bodyWith('BPR', BPR.replace('*90*', '*90.125*')), "BPR02 '90.125' is not an amount", '90.125'],
    ['BPR02 below zero', bodyWith('BPR', BPR.replace('*90*', '*-90*')), "BPR02 '-90.00' is below zero", '-90*'],
    ['BPR02 too long', bodyWith('BPR', BPR.replace('*90*', `*1${'0'.repeat(15)}*`)), 'BPR02', '1000000000'],
    ['BPR04 unknown', bodyWith('BPR', BPR.replace('*ACH*', '*BTC*')), "BPR04 'BTC' is not one of ACH, CHK, NON, BOP, FWT", 'BTC*'],
    ['BPR16 missing', bodyWith('BPR', BPR.replace('*20260202', '')), 'BPR16 is missing', '~TRN'],
    ['BPR16 in month 23', bodyWith('BPR', BPR.replace('20260202', '20262302')), "BPR16 '20262302' is not a date", '20262302'],
    ['BPR16 on 29 February 2026', bodyWith('BPR', BPR.replace('20260202', '20260229')), "BPR16 '20260229' is not a date", '20260229'],
    ['TRN02 missing', bodyWith('TRN', 'TRN*1**1999999999'), 'TRN02 is missing', '*1999999999~CUR'],
    ['TRN03 missing', bodyWith('TRN', 'TRN*1*EFT1'), 'TRN03 is missing', '~CUR'],
    ['TRN03 too short', bodyWith('TRN', 'TRN*1*EFT1*123'), "TRN03 '123' is not ten digits", '123~CUR'],
    ['a currency that is none', bodyWith('CUR', 'CUR*PR*usd'), "CUR02 'usd' is not a currency code", 'usd'],
    ['a currency without cents', bodyWith('CUR', 'CUR*PR*JPY'), 'CUR02 is a currency without two decimals', 'JPY'],
    ['CLP01 missing', bodyWith('CLP', 'CLP**1*200*80*20*12*ICN1'), 'CLP01 is missing', '*1*200*80'],
    ['CLP02 unknown', bodyWith('CLP', 'CLP*PA1*99*200*80*20*12*ICN1'), 'CLP02 is not one of 1, 2, 3, 4', '99*200'],
    ['CLP03 missing', bodyWith('CLP', 'CLP*PA1*1**80*20*12*ICN1'), 'CLP03 is missing', '*80*20'],
    ['CLP04 no number', bodyWith('CLP', 'CLP*PA1*1*200*JANE*20*12*ICN1'), 'CLP04 is not an amount', 'JANE'],
    ['CLP07 missing', bodyWith('CLP', 'CLP*PA1*1*200*80*20*12'), 'CLP07 is missing', '~CAS*OA'],
    ['too many elements', bodyWith('CLP', `CLP*PA1*1*200*80*20*12*ICN1${'*'.repeat(8)}X`), 'CLP has more than 14 elements', 'X~CAS'],
    ['a control character', bodyWith('CLP', 'CLP*PA\u0007*1*200*80*20*12*ICN1'), 'CLP01 has control characters in it', 'PA\u0007'],
    ['CAS group unknown', bodyWith('CAS*OA', 'CAS*CR*23*10'), 'CAS01 is not one of CO, OA, PI, PR', 'CR*23'],
    ['CAS without an amount', bodyWith('CAS*OA', 'CAS*OA*23'), 'CAS03 is missing', '~NM1'],
    ['CAS without a reason', bodyWith('CAS*OA', 'CAS*OA*23*10***5'), 'CAS05 is missing', '*5~NM1'],
    ['CAS with nothing', bodyWith('CAS*OA', 'CAS*OA'), 'CAS02 is missing', '~NM1'],
    ['SVC03 missing', bodyWith('SVC', 'SVC*HC:99213*200'), 'SVC03 is missing', '~DTM*472'],
    ['a line date that is none', bodyWith('DTM*472', 'DTM*472*20261301'), 'DTM02 is not a date', '20261301'],
    ['PLB without a pair', bodyWith('PLB', 'PLB*1999999984*20261231'), 'PLB03 is missing', '~SE'],
    ['PLB code unreadable', bodyWith('PLB', 'PLB*1999999984*20261231*L6>INT*-1'), 'PLB03 does not begin with', 'L6>INT'],
  ])('%s', ([, segments, message, at]) => {
    const text = buildInterchange({ sets: [segments] });
    const transaction = readRemittanceFile(Buffer.from(text), 'test.835').transactions[0];
    if (transaction?.kind !== 'quarantined') throw new Error('it was read');
    expect(transaction.fault).toMatchObject({ code: 'X835_SYNTAX', message: expect.stringContaining(message) });
    expect(text.slice(transaction.fault.offset)).toSatisfy((rest: string) => rest.startsWith(at));
    expect(transaction.fault.message).not.toMatch(/JANE|Jane/);
  });
});
