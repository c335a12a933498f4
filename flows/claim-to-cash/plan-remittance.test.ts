import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Remittance } from '../../adapters/index.ts';
import { readRemittanceFile } from '../../adapters/x12/index.ts';
import { formatAmount, toMinor } from '../../money.ts';
import { packagePath } from '../../package-root.ts';
import { imbalanceMinor, type Journal } from '../ledger/journal.ts';
import { planPatientCredit } from './plan-patient-credit.ts';
import { planRemittance } from './plan-remittance.ts';
import type { BillingAccount, RemittanceContext } from './remittance-plan.ts';

interface Scenario {
  readonly id: string;
  readonly expectedJournals: readonly { readonly desc: string; readonly lines: readonly { acct: string; dr: string; cr: string }[] }[];
  readonly expectedExceptions: readonly { readonly code: string; readonly moneyAtRisk: string }[];
}

const scenarios = new Map(
  (JSON.parse(readFileSync(packagePath('test', 'scenarios', 'scenarios.json'), 'utf8')) as { scenarios: Scenario[] }).scenarios.map(
    (scenario) => [scenario.id, scenario],
  ),
);

function remittanceOf(file: string): Remittance {
  const read = readRemittanceFile(readFileSync(packagePath('test', 'scenarios', 'x12', file)), file).transactions[0];
  if (read?.kind !== 'remittance') throw new Error(`${file} is not readable`);
  return read.remittance;
}

function context(postedReceivable: Readonly<Record<string, bigint>> = {}): RemittanceContext {
  const known = ['PA1', 'PA3', 'PA5', 'PA7', 'PA11'];
  return {
    payer: { tin: '1999999999', companyCode: 'HOSP', expectedReimbursementRate: '0.70', appealDays: 180 },
    accounts: new Map(known.map((number): [string, BillingAccount] => [number, { accountId: number }])),
    postedReceivable: new Map(Object.entries(postedReceivable)),
    postingDate: '2026-02-02',
  };
}

/** The plan, and what patients have overpaid once billing was updated from a patient balance of zero. */
function planWhole(remittance: Remittance, given: RemittanceContext) {
  const plan = planRemittance(remittance, given);
  const credits = plan.accountChanges.flatMap((change) => planPatientCredit(remittance, change, 0n, given) ?? []);
  return {
    ...plan,
    journals: [...plan.journals, ...credits.map(({ journal }) => journal)],
    exceptions: [...plan.exceptions, ...credits.map(({ exception }) => exception)],
  };
}

function wire(journals: readonly Journal[]) {
  return journals.map((journal) =>
    journal.lines.map((line) => `${line.account} ${formatAmount(line.debitMinor, 'USD')} ${formatAmount(line.creditMinor, 'USD')}`),
  );
}

function expected(id: string, leaveOut: readonly string[]) {
  return scenarios
    .get(id)!
    .expectedJournals.filter((journal) => !leaveOut.includes(journal.desc))
    .map((journal) => journal.lines.map((line) => `${line.acct} ${Number(line.dr).toFixed(2)} ${Number(line.cr).toFixed(2)}`).sort());
}

describe.each([
  ['C01', { file: 'C01.835', leaveOut: ['bill', 'EFT match'], context: context() }],
  ['C03', { file: 'C03.835', leaveOut: [], context: context() }],
  ['C07', { file: 'C07.835', leaveOut: [], context: context() }],
  ['C09', { file: 'C09.835', leaveOut: [], context: context() }],
  ['C11', { file: 'C11.835', leaveOut: [], context: context({ PA1: 100_000n }) }],
  ['C13', { file: 'C13.835', leaveOut: [], context: context() }],
])('%s', (id, { file, leaveOut, context: given }) => {
  const remittance = remittanceOf(file);
  const plan = planWhole(remittance, given);

  test('plans the journals of the scenario, to the cent', () => {
    expect(wire(plan.journals).map((lines) => lines.sort())).toEqual(expected(id, leaveOut));
  });

  test('opens the exceptions of the scenario, with the money at risk', () => {
    expect(plan.exceptions.map(({ code, moneyAtRiskMinor }) => [code, formatAmount(moneyAtRiskMinor, 'USD')])).toEqual(
      scenarios.get(id)!.expectedExceptions.map(({ code, moneyAtRisk }) => [code, moneyAtRisk]),
    );
  });

  test('every journal balances and clearing moves by the payment', () => {
    for (const journal of plan.journals) expect(imbalanceMinor(journal.lines)).toBe(0n);
    const clearing = plan.journals.flatMap((journal) => journal.lines).filter((line) => line.account === '1015');
    expect(imbalanceMinor(clearing)).toBe(toMinor(remittance.paymentAmount));
  });

  test('is the same plan again', () => {
    expect(planWhole(remittanceOf(file), given)).toEqual(plan);
  });
});

test('a payment on an unknown account becomes unapplied cash and an exception', () => {
  const remittance = remittanceOf('C01.835');
  const plan = planRemittance(remittance, { ...context(), accounts: new Map() });
  expect(wire(plan.journals)).toEqual([['1015 480.00 0.00', '2190 0.00 480.00']]);
  expect(plan.exceptions.map(({ code }) => code)).toEqual(['UNKNOWN_ACCOUNT']);
  expect(plan.accountChanges).toEqual([]);
});

test('a reversal of a claim that was never posted goes to suspense even when the account exists', () => {
  const plan = planRemittance(remittanceOf('C11.835'), context());
  expect(wire(plan.journals)[0]).toEqual(['1015 0.00 480.00', '1195 480.00 0.00']);
  expect(plan.exceptions[0]).toMatchObject({ code: 'X835_REVERSAL_NO_ORIGINAL', moneyAtRiskMinor: 48000n });
});

test('a reversal of more than was posted goes to suspense', () => {
  const plan = planRemittance(remittanceOf('C11.835'), context({ PA1: 1_000n }));
  expect(plan.exceptions[0]).toMatchObject({ code: 'X835_REVERSAL_NO_ORIGINAL', moneyAtRiskMinor: 48000n });
});

test('the reversal of a denial moves nothing and opens no exception', () => {
  const denied = remittanceOf('C09.835');
  const negative = (amount: { amount: string; currency: string }) => ({ ...amount, amount: `-${amount.amount}` });
  const reversed = {
    ...denied,
    claims: denied.claims.map((claim) => ({
      ...claim,
      status: '22' as const,
      charge: negative(claim.charge),
      adjustments: claim.adjustments.map((adjustment) => ({ ...adjustment, amount: negative(adjustment.amount) })),
    })),
  };
  for (const given of [context(), context({ PA11: 100_000n })]) {
    const plan = planRemittance(reversed, given);
    expect([plan.journals, plan.exceptions]).toEqual([[], []]);
    expect(plan.accountChanges).toMatchObject([{ payerChangeMinor: 0n, deniedMinor: -1250000n }]);
  }
});

test('no text of the plan carries a patient control number', () => {
  const numbers = ['PA1-SECRET-77'];
  const remittance = remittanceOf('C09.835');
  const secret = { ...remittance, claims: remittance.claims.map((claim) => ({ ...claim, patientControlNo: numbers[0]! })) };
  const accounts = new Map([[numbers[0]!, { accountId: 'account' }]]);
  const text = JSON.stringify(planRemittance(secret, { ...context(), accounts }), (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(text).not.toContain('SECRET');
});
