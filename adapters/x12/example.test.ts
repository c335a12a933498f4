import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findImbalances, readRemittanceFile } from './index.ts';

test('the shipped example holds one remittance that balances and one that does not', () => {
  const bytes = readFileSync(new URL('../../examples/remittance.835', import.meta.url));
  const { transactions } = readRemittanceFile(bytes, 'examples/remittance.835');
  const seen = transactions.map((transaction) => {
    if (transaction.kind !== 'remittance') return transaction.fault;
    const { remittance, places } = transaction;
    return {
      trace: remittance.traceNo,
      accounts: remittance.claims.map((claim) => [claim.patientControlNo, claim.paid.amount]),
      imbalances: findImbalances(remittance, places).map(({ code, delta }) => [code, delta.amount]),
    };
  });
  expect(seen).toEqual([
    {
      trace: 'CM20260115001',
      accounts: [
        ['PA-1001', '480.00'],
        ['PA-1002', '581.60'],
        ['PA-1003', '0.00'],
        ['PA-1004', '300.00'],
      ],
      imbalances: [],
    },
    { trace: 'CM20260115002', accounts: [['PA-1005', '700.00']], imbalances: [['X835_LINE_UNBALANCED', '10.00']] },
  ]);
});
