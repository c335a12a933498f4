import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findImbalances, readRemittanceFile } from './index.ts';

const corpus = new URL('../../../shared/corpus/x12/', import.meta.url);
const isHere = existsSync(corpus);
const title = isHere ? 'files written by others' : 'files written by others: skipped, ../shared/corpus/x12 is absent';

describe.skipIf(!isHere)(title, () => {
  const read = (path: string, change: (text: string) => string = (text) => text) =>
    readRemittanceFile(Buffer.from(change(readFileSync(new URL(path, corpus), 'latin1')), 'latin1'), path);
  /** Three of the files have the effective date in BPR15: one separator too few. */
  const repaired = (text: string) => text.replace(/(BPR(?:\*[^*~]*){14})\*(\d{8}~)/, '$1**$2');
  const name = (example: string) => `835/LinuxForHealth__835_005010X221A1_${example}.835`;

  test.for(['cob-contractural-adjustment', 'secondary-payment', 'tertiary-payment'])('%s is held for its missing BPR16', (example) => {
    const { transactions } = read(name(example));
    expect(transactions).toHaveLength(1);
    expect(transactions[0]).toMatchObject({ kind: 'quarantined', fault: { code: 'X835_SYNTAX', segment: { index: 2, id: 'BPR' } } });
    expect(transactions[0]).toHaveProperty('fault.message', expect.stringContaining('BPR16 (effective date) is missing'));
  });

  test.for([
    ['cob-contractural-adjustment', []],
    ['secondary-payment', []],
    ['tertiary-payment', ['X835_LINE_UNBALANCED']],
  ] as const)('%s, repaired, has these imbalances: %s', ([example, codes]) => {
    const [transaction] = read(name(example), repaired).transactions;
    if (transaction?.kind !== 'remittance') throw new Error(transaction?.fault.message);
    expect(findImbalances(transaction.remittance, transaction.places).map(({ code }) => code)).toEqual(codes);
    expect(transaction.remittance.payeeNpi).toBeUndefined();
    expect(transaction.remittance.payeeTaxId).toMatch(/^[0-9A-Z]{9}$/);
  });

  test('a component separator that the ISA does not declare is taken literally', () => {
    const [transaction] = read(name('secondary-payment'), repaired).transactions;
    if (transaction?.kind !== 'remittance') throw new Error(transaction?.fault.message);
    expect(transaction.remittance.claims[1]?.lines?.map(({ procedure }) => procedure)).toEqual(['HC>12345>26', 'HC>66543>26']);
  });

  test('managed-care is held for a payment date in month 23', () => {
    const { transactions } = read(name('managed-care'));
    expect(transactions).toMatchObject([
      {
        kind: 'quarantined',
        fault: { code: 'X835_SYNTAX', message: "BPR16 '20002316' is not a date (CCYYMMDD)", offset: 259, segment: { index: 2, id: 'BPR' } },
        payment: { amount: '945.00', currency: 'USD', traceNo: '7170066655', payerTin: '1935665544' },
      },
    ]);
  });

  test('every transaction set of every other kind is quarantined', () => {
    const others = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /^\d{3}\/.+/.test(path) && !path.startsWith('835/'),
    );
    expect(others.length).toBeGreaterThan(15);
    for (const path of others) {
      const { transactions } = read(path);
      const sets = readFileSync(new URL(path, corpus), 'latin1').match(/(?<=^|[~>\n\t])ST\*/g) ?? [];
      expect(
        transactions.map(({ kind }) => kind),
        path,
      ).toEqual(Array.from({ length: sets.length }, () => 'quarantined'));
    }
  });

  test('no patient name of an 835 is in its result', () => {
    for (const example of ['cob-contractural-adjustment', 'secondary-payment', 'tertiary-payment', 'managed-care']) {
      expect(JSON.stringify(read(name(example), repaired))).not.toMatch(/BURCK|RAYMOND|TOWNSEND|BAKI|ANGI|ISLAND|ELLIS|BUDD|SETTLE|SUSAN/);
    }
  });
});
