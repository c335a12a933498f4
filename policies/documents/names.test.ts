import { describe, expect, it } from 'vitest';
import { isMoneyName } from './money-name.ts';
import { isPhiName } from './phi-name.ts';
import { wordsOf } from './words.ts';

it.each([
  ['totalAmountUSD', 'total amount usd'],
  ['total_amount-usd', 'total amount usd'],
  ['XMLHttpRequest2', 'xml http request2'],
  ['SSN', 'ssn'],
  ['', ''],
])('the words of %s are %s', (identifier, want) => {
  expect(wordsOf(identifier).join(' ')).toBe(want);
});

describe('isMoneyName', () => {
  it.each([
    'amount',
    'totalAmount',
    'amounts',
    'amountDue',
    'AmountSC',
    'unit-price',
    'payerBalance',
    'charges',
    'chargesTotal',
    'paymentDue',
    'net_payment',
    'fee',
  ])('takes %s for money', (name) => expect(isMoneyName(name)).toBe(true));
  it.each([
    'paymentCount',
    'costCenter',
    'creditNote',
    'paymentServiceUrl',
    'PriceListNum',
    'DownPaymentEntry',
    'paymentTerms',
    'discountPercent',
    'total',
    'amountPrecision',
    'lineAmountTypes',
    '',
  ])('does not take %s for money', (name) => expect(isMoneyName(name)).toBe(false));
});

describe('isPhiName', () => {
  it.each([
    'patientName',
    'ssn',
    'dateOfBirth',
    'birthdate',
    'dob',
    'MRN',
    'medical_record_number',
    'memberId',
    'subscriber-number',
    'accountNumber',
    'email',
    'diagnosisCode',
    'zip',
    'firstName',
  ])('takes %s for health information', (name) => expect(isPhiName(name)).toBe(true));
  it.each(['accountId', 'claimId', 'payerId', 'tin', 'period', 'limit', 'cursor', 'journalId', 'supplierName', 'status', 'zipped'])(
    'does not take %s for health information',
    (name) => expect(isPhiName(name)).toBe(false),
  );
});
