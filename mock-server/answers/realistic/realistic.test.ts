import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../registry/contract/index.ts';
import { compileText } from '../../testing/serve.ts';
import { sampleValue } from '../sample-value.ts';
import { seededRandom } from '../seeded-random.ts';
import { luhnDigit, sampleGs1Key, sampleIban, sampleNpi, sampleRoutingNumber } from './check-digits.ts';

const { contract } = await compileText('{ openapi: 3.1.0, info: { title: t, version: 1 }, paths: {} }');
const seeds = Array.from({ length: 50 }, (_, index) => `seed ${index}`);

/** An object with these members, for one seed. */
function sampleMembers(properties: Readonly<Record<string, Schema>>, seed: string): Record<string, unknown> {
  return sampleValue(contract, { type: 'object', properties }, seed, 'dynamic') as Record<string, unknown>;
}

describe('check digits', () => {
  it('are those of published examples', () => {
    expect(luhnDigit('80840123456789')).toBe(3);
    expect(luhnDigit('7992739871')).toBe(3);
  });

  it.each(seeds.slice(0, 10))('hold for %s', (seed) => {
    const npi = sampleNpi(seededRandom(seed));
    expect(npi).toMatch(/^[12]\d{9}$/);
    expect(luhnDigit(`80840${npi.slice(0, 9)}`)).toBe(Number(npi[9]));
    for (const length of [8, 12, 13, 14, 18]) {
      const key = sampleGs1Key(seededRandom(seed), length);
      const sum = [...key].toReversed().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 1 ? 3 : 1), 0);
      expect([key.length, sum % 10]).toEqual([length, 0]);
    }
    const iban = sampleIban(seededRandom(seed));
    expect(iban).toMatch(/^DE\d{20}$/);
    expect(BigInt(`${iban.slice(4)}1314${iban.slice(2, 4)}`) % 97n).toBe(1n);
    const routing = [...sampleRoutingNumber(seededRandom(seed))].map(Number);
    expect([routing.length, routing.reduce((sum, digit, index) => sum + digit * ([3, 7, 1][index % 3] ?? 0), 0) % 10]).toEqual([9, 0]);
  });
});

describe('values by the names of members', () => {
  const text: Schema = { type: 'string' };
  it.each<readonly [string, Schema, RegExp]>([
    ['billingProviderNpi', text, /^[12]\d{9}$/],
    ['npi', { type: 'string', pattern: String.raw`^\d{10}$` }, /^[12]\d{9}$/],
    ['gtin', { type: 'string', maxLength: 13 }, /^\d{13}$/],
    ['diagnosisCode', text, /^[A-Z]\d{2}(\.\d{1,2}[A-Z0-9]*)?$/],
    ['diagnosis_code', { type: 'string', pattern: '^[A-Z][A-Z0-9]{2,6}$' }, /^[A-Z]\d{2}\w*$/],
    ['procedureCode', text, /^\d{5}$/],
    ['reasonCode', { type: 'string', pattern: String.raw`^CO\d+$` }, /^CO\d+$/],
    ['chargeAmount', { type: 'string', pattern: String.raw`^-?(0|[1-9]\d{0,14})\.\d{2}$` }, /^\d+\.\d{2}$/],
    ['currency', { type: 'string', pattern: '^[A-Z]{3}$' }, /^USD$/],
    ['country', { type: 'string', minLength: 3, maxLength: 3 }, /^USA$/],
    ['email', { type: 'string', format: 'email' }, /^[a-z]+\.[a-z]+@example\.com$/],
    ['phone', text, /555-?01\d\d$/],
    ['claimId', text, /^CLM-\d{6}$/],
    ['iban', text, /^DE\d{20}$/],
    ['createdAt', { type: 'string', format: 'date-time' }, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
    ['emailSubject', { type: 'string', format: 'uuid' }, /^[0-9a-f-]{36}$/],
    ['npi', { type: 'string', pattern: '^[a-z]{4}$' }, /^[a-z]{4}$/],
    ['icd10', text, /^[A-Z]\d{2}/],
    ['icd10Codes', text, /^[A-Z]\d{2}/],
    ['cptCode', text, /^\d{5}$/],
    ['glAccount', text, /^\d{4}$/],
    ['costCenter', text, /^CC\d{4}$/],
    ['costCenterId', { type: 'string', pattern: String.raw`^\d{4,10}$` }, /^\d{2}00$/],
    ['companyCode', { type: 'string', maxLength: 4 }, /^(\d{4}|US01)$/],
    ['__count', text, /^\d+$/],
    ['state', text, /^active$/],
  ])('%s of %j', (name, schema, want) => {
    for (const seed of seeds) expect(sampleMembers({ [name]: schema }, seed)[name]).toMatch(want);
  });

  it('has items of arrays by the name of the array', () => {
    const value = sampleMembers({ diagnosisCodes: { type: 'array', minItems: 1, items: text } }, 'x');
    expect((value['diagnosisCodes'] as string[])[0]).toMatch(/^[A-Z]\d{2}/);
  });

  it('keeps dates in order, and what belongs together together', () => {
    const date: Schema = { type: 'string', format: 'date' };
    for (const seed of seeds) {
      const value = sampleMembers(
        {
          to: date,
          from: date,
          dueDate: date,
          issuedAt: date,
          birthDate: date,
          servicePeriodStart: date,
          servicePeriodEnd: date,
          admissionDate: date,
          dischargeDate: date,
          invoiceDate: date,
          postingDate: date,
          period: text,
          state: text,
          updatedAt: date,
          createdAt: date,
          city: text,
          postalCode: text,
          firstName: text,
          email: text,
        },
        seed,
      ) as Record<string, string>;
      const { from = '', to = '', dueDate = '', issuedAt = '', birthDate = '', createdAt = '', updatedAt = '' } = value;
      expect([birthDate < from, from <= to, issuedAt < dueDate, createdAt <= updatedAt]).toEqual([true, true, true, true]);
      const { servicePeriodStart = '', servicePeriodEnd = '', invoiceDate = '', postingDate = '' } = value;
      expect([servicePeriodStart < servicePeriodEnd, servicePeriodEnd < invoiceDate, invoiceDate < dueDate]).toEqual([true, true, true]);
      expect(Date.parse(to) - Date.parse(from)).toBeLessThan(7 * 86_400_000);
      expect(value['admissionDate'] ?? '').toSatisfy((day: string) => day < (value['dischargeDate'] ?? ''));
      expect(postingDate.slice(0, 7)).toBe(value['period']);
      expect(value['state']).toMatch(/^(OH|OR|WI|NY|AZ|GA)$/);
      expect(value['email']).toMatch(new RegExp(`^${value['firstName']}\\.`, 'i'));
      expect(
        { Columbus: '43215', Portland: '97205', Madison: '53703', Albany: '12207', Tucson: '85701', Savannah: '31401' }[
          value['city'] ?? ''
        ],
      ).toBe(value['postalCode']);
    }
  });

  it('knows an account of the ledger by what stands beside it', () => {
    expect(sampleMembers({ account: text, debit: text }, 'x')['account']).toMatch(/^\d{4}$/);
    expect(sampleMembers({ account: text, owner: text }, 'x')['account']).toMatch(/^[a-z]+-[a-z]+$/);
  });

  it('counts lines', () => {
    const line: Schema = { type: 'object', properties: { lineNumber: { type: 'integer' } } };
    expect(sampleMembers({ lines: { type: 'array', minItems: 3, items: line } }, 'x')).toEqual({
      lines: [{ lineNumber: 1 }, { lineNumber: 2 }, { lineNumber: 3 }],
    });
  });

  it('is another for another seed', () => {
    expect(new Set(seeds.map((seed) => sampleMembers({ npi: text }, seed)['npi'])).size).toBeGreaterThan(45);
  });
});
