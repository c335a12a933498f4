import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../../registry/contract/index.ts';
import { compileText } from '../../../testing/serve.ts';
import { completeResource } from '../../complete-resource.ts';
import { sampleValue } from '../../sample-value.ts';

const { contract } = await compileText('{ openapi: 3.1.0, info: { title: t, version: 1 }, paths: {} }');
const seeds = Array.from({ length: 30 }, (_, index) => `seed ${index}`);
const text: Schema = { type: 'string' };
const decimal: Schema = { type: 'string', pattern: String.raw`^(0|[1-9]\d{0,14})\.\d{2}$` };
const number: Schema = { type: 'number', minimum: 0 };
const money: Schema = { type: 'object', required: ['amount', 'currency'], properties: { amount: decimal, currency: text } };
const date: Schema = { type: 'string', format: 'date' };

/** What was made, with lines where there are any. */
type Made = Readonly<Record<string, unknown>> & { readonly lines: readonly Readonly<Record<string, unknown>>[] };

/** An object with these members, for one seed. */
function made(properties: Readonly<Record<string, Schema>>, seed: string, required: readonly string[] = []): Made {
  return sampleValue(contract, { type: 'object', properties, required }, seed, 'dynamic') as Made;
}

/** An amount in cents, in whatever form it is. */
function cents(value: unknown): number {
  const amount = typeof value === 'object' && value !== null ? (value as { readonly amount: string }).amount : value;
  expect(String(amount)).toMatch(/^\d+(\.\d{1,2})?$/);
  return Math.round(Number(amount) * 100);
}

function sum(list: readonly unknown[], member: string): number {
  return list.reduce((total: number, item) => total + cents((item as Record<string, unknown>)[member]), 0);
}

describe.each(Object.entries({ decimal, number, money }))('amounts as %s', (_, amount) => {
  it('allow no more than is charged, and pay no more than is allowed', () => {
    for (const seed of seeds) {
      const claim = made(
        { paidAmount: amount, allowedAmount: amount, chargeAmount: amount, contractualAdjustment: amount, patientResponsibility: amount },
        seed,
      );
      const [charge, allowed, paid] = [cents(claim['chargeAmount']), cents(claim['allowedAmount']), cents(claim['paidAmount'])];
      expect([charge >= allowed, allowed >= paid]).toEqual([true, true]);
      expect([cents(claim['contractualAdjustment']), cents(claim['patientResponsibility'])]).toEqual([charge - allowed, allowed - paid]);
    }
  });

  it('are quantity times price on a line, and their sum with the tax in the total', () => {
    const line: Schema = { type: 'object', properties: { quantity: { type: 'integer' }, unitPrice: amount, lineAmount: amount } };
    const lines: Schema = { type: 'array', minItems: 3, items: line };
    for (const seed of seeds) {
      const invoice = made({ total: amount, tax: amount, subtotal: amount, lines, openAmount: amount, paidToDate: text }, seed);
      for (const { quantity, unitPrice, lineAmount } of invoice.lines) {
        expect(cents(lineAmount)).toBe(Number(quantity) * cents(unitPrice));
      }
      expect(cents(invoice['subtotal'])).toBe(sum(invoice.lines, 'lineAmount'));
      expect(cents(invoice['total'])).toBe(cents(invoice['subtotal']) + cents(invoice['tax']));
      expect(cents(invoice['tax'])).toBeLessThan(cents(invoice['subtotal']) / 10);
      expect(cents(invoice['openAmount'])).toBe(cents(invoice['total']));
      const order = made({ amount, lines }, seed);
      expect(cents(order['amount'])).toBe(sum(order.lines, 'lineAmount'));
      const settled = made({ status: { const: 'paid' }, total: amount, balanceDue: amount }, seed);
      expect(cents(settled['balanceDue'])).toBe(0);
      const item = made({ status: { const: 'OPEN' }, originalAmount: amount, openAmount: amount }, seed);
      expect(cents(item['openAmount'])).toBe(cents(item['originalAmount']));
      const bill = made({ total: amount, amountPaid: amount, balance: amount, tax: amount }, seed);
      expect(cents(bill['balance'])).toBe(cents(bill['total']) - cents(bill['amountPaid']));
      expect(cents(bill['tax'])).toBeLessThan(cents(bill['total']) / 10);
    }
  });

  it('are debited or credited, and balance', () => {
    for (const minItems of [0, 2, 4]) {
      const line: Schema = { type: 'object', required: ['debit', 'credit'], properties: { debit: amount, credit: amount } };
      const { lines } = made({ lines: { type: 'array', minItems, items: line } }, `journal ${minItems}`);
      expect(lines).toHaveLength(Math.max(2, minItems));
      expect(sum(lines, 'debit')).toBe(sum(lines, 'credit'));
      expect(sum(lines, 'debit')).toBeGreaterThan(0);
      for (const { debit, credit } of lines) expect(Math.min(cents(debit), cents(credit))).toBe(0);
    }
    const { lines } = made(
      { lines: { type: 'array', items: { type: 'object', properties: { debitAmount: amount, creditAmount: amount } } } },
      'x',
    );
    expect(lines).toEqual([{ debitAmount: lines[0]!['debitAmount'] }, { creditAmount: lines[0]!['debitAmount'] }]);
  });
});

it('leaves what the schema fixes, and raises what is more than that', () => {
  expect(made({ charge: number, allowed: { type: 'number', const: 9000 }, paid: { type: 'number', minimum: 9500 } }, 'x')).toMatchObject({
    charge: expect.toSatisfy((charge: number) => charge >= 9000),
    allowed: 9000,
  });
});

it('leaves out what a status has not reached', () => {
  const times = { submittedAt: date, approvedBy: text, paidOn: date, cancelledAt: date, createdAt: date, dueDate: date };
  const namesFor = (status: string, required: readonly string[] = []) =>
    Object.keys(made({ status: { const: status }, ...times }, 'x', required));
  expect(namesFor('draft')).toEqual(['status', 'createdAt', 'dueDate']);
  expect(namesFor('draft', ['paidOn'])).toEqual(['status', 'paidOn', 'createdAt', 'dueDate']);
  expect(namesFor('approved')).toEqual(['status', 'submittedAt', 'approvedBy', 'createdAt', 'dueDate']);
  expect(namesFor('canceled')).toEqual(['status', 'submittedAt', 'approvedBy', 'paidOn', 'cancelledAt', 'createdAt', 'dueDate']);
  expect(namesFor('somewhere')).toHaveLength(7);
});

it('makes what is assigned agree with what was sent, which stays', () => {
  const readOnly = (schema: Schema): Schema => ({ allOf: [schema], readOnly: true });
  const schema: Schema = {
    type: 'object',
    properties: {
      status: readOnly({ enum: ['draft', 'submitted'] }),
      submittedAt: readOnly({ type: 'string', format: 'date-time' }),
      lines: { type: 'array', items: { type: 'object', properties: { quantity: number, price: money, amount: readOnly(money) } } },
      tax: readOnly(money),
      total: readOnly(money),
      open: readOnly(money),
    },
  };
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  const sent = {
    lines: [
      { quantity: 3, price: usd('0.10') },
      { quantity: 1, price: usd('2.00'), amount: usd('1.50') },
    ],
  };
  expect(completeResource(contract, schema, sent, { sequence: 1, instantMs: 0, seed: 's', isNew: true })).toEqual({
    status: 'draft',
    lines: [{ quantity: 3, price: usd('0.10'), amount: usd('0.30') }, sent.lines[1]],
    tax: usd('0.00'),
    total: usd('1.80'),
    open: usd('1.80'),
  });
  expect(sent.lines[0]).toEqual({ quantity: 3, price: usd('0.10') });
});

it('changes no example of the contract', () => {
  const lines: Schema = { type: 'array', items: { type: 'object' }, examples: [[{ debit: 5, credit: 7 }]] };
  const properties = { lines, chargeAmount: { ...money, examples: [{ amount: '1.00', currency: 'USD' }] }, allowedAmount: decimal };
  const before = structuredClone(properties);
  const { chargeAmount, allowedAmount } = sampleValue(contract, { type: 'object', properties }, 's', 'full') as Record<string, unknown>;
  expect(properties).toEqual(before);
  expect(cents(allowedAmount)).toBeLessThanOrEqual(cents(chargeAmount));
});
