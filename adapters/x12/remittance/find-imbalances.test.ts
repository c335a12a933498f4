import { describe, expect, test } from 'vitest';
import { BODY, bodyWith, buildInterchange } from '../../../test/scenarios/x12/build-interchange.ts';
import { findImbalances, readRemittanceFile, X12_FAULTS } from '../index.ts';

function imbalancesOf(segments: readonly string[], isExact = true) {
  const text = buildInterchange({ sets: [segments] });
  const [transaction] = readRemittanceFile(Buffer.from(text), 'test.835').transactions;
  if (transaction?.kind !== 'remittance') throw new Error(transaction?.fault.message);
  return findImbalances(transaction.remittance, isExact ? transaction.places : undefined).map((each) => ({
    code: each.code,
    sums: [each.expected.amount, each.found.amount, each.delta.amount],
    where: each.where,
    bytes: text.slice(each.byteRange.start, each.byteRange.end),
  }));
}

describe('each level by itself', () => {
  test('a line', () => {
    const [line, ...others] = imbalancesOf(bodyWith('SVC', 'SVC*HC:99213:25*201*90**1'));
    expect(others).toEqual([]);
    expect(line).toEqual({
      code: 'X835_LINE_UNBALANCED',
      sums: ['91.00', '90.00', '-1.00'],
      where: { claim: 0, line: 0 },
      bytes: expect.stringMatching(/^SVC\*HC:99213:25\*201.*LQ\*HE\*N130~$/),
    });
  });

  test('a claim', () => {
    expect(imbalancesOf(bodyWith('CAS*OA', 'CAS*OA*23*11'))).toMatchObject([
      { code: 'X835_CLAIM_UNBALANCED', sums: ['79.00', '80.00', '1.00'], where: { claim: 0 }, bytes: expect.stringMatching(/^CLP\*PA1/) },
    ]);
  });

  test('the transaction: a positive provider adjustment lowers the payment', () => {
    expect(imbalancesOf(bodyWith('PLB', 'PLB*1999999984*20261231*L6:INT*12.34*WO:X*2.34'))).toMatchObject([
      { code: 'X835_TX_UNBALANCED', sums: ['65.32', '90.00', '24.68'], where: {}, bytes: expect.stringMatching(/^BPR\*I\*90/) },
    ]);
  });

  test('one cent is enough', () => {
    expect(imbalancesOf(bodyWith('BPR', BODY[0]!.replace('*90*', '*90.01*'))).map(({ sums }) => sums[2])).toEqual(['0.01']);
  });
});

test('without places a line is found in its claim and the payment in its transaction set', () => {
  const segments = bodyWith('SVC', 'SVC*HC:99213:25*201*90**1').with(0, BODY[0]!.replace('*90*', '*91*'));
  expect(imbalancesOf(segments, false).map(({ bytes }) => bytes.slice(0, 3))).toEqual(['CLP', 'ST*']);
});

test('a reversal balances by its signs', () => {
  const reversal = ['CLP*PA1*22*-200*-80**12*ICN2*11*1', 'CAS*CO*45*-120'];
  const again = bodyWith('PLB', ...reversal, BODY.at(-1)!).with(0, BODY[0]!.replace('*90*', '*10*'));
  expect(imbalancesOf(again)).toEqual([]);
});

describe('a predetermination (CLP02 25)', () => {
  const claim = (paid: string, adjusted: string) => [`CLP*PA9*25*500*${paid}**12*ICN9*11*1`, `CAS*OA*101*${adjusted}`];
  test('balances with CARC 101 and nothing paid', () => {
    expect(imbalancesOf(bodyWith('PLB', ...claim('0', '500'), BODY.at(-1)!))).toEqual([]);
  });
  test('that pays is held, even where its sums come out', () => {
    const paying = bodyWith('PLB', ...claim('100', '400'), BODY.at(-1)!).with(0, BODY[0]!.replace('*90*', '*190*'));
    expect(imbalancesOf(paying)).toMatchObject([
      { code: 'X835_CLAIM_UNBALANCED', sums: ['0.00', '100.00', '100.00'], where: { claim: 1 } },
    ]);
  });
});

test('every imbalance has an owner and a time to act', () => {
  for (const code of ['X835_LINE_UNBALANCED', 'X835_CLAIM_UNBALANCED', 'X835_TX_UNBALANCED'] as const) {
    expect(X12_FAULTS[code]).toMatchObject({ owner: 'remittance-posting', sla: '4h' });
  }
});
