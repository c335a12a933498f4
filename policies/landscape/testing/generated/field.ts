import type { FieldKind } from './domain.ts';
import { below, type Random } from './random.ts';

/** A field of a thing, as documents declare it and as examples show it. */
export interface Field {
  readonly name: string;
  readonly dataClass: 'N' | 'I' | 'F' | 'P';
  readonly schema: Readonly<Record<string, unknown>>;
  readonly example: unknown;
  readonly isCanonical: boolean;
}

/** Examples of the canonical fields that things refer to, and the classes of those that are not internal. */
const CANONICAL: Readonly<Record<string, readonly [example: unknown, dataClass?: 'N' | 'F' | 'P']>> = {
  'claim-status#claimId': ['2f0c5d1e-8a77-4b1c-9b0d-00000000c101'],
  'claim-status#payerId': ['CASCADE', 'N'],
  'claim-status#frequency': ['1'],
  'claim-status#billingNpi': ['1999999984', 'N'],
  'claim-status#patientControlNo': ['PA-1001', 'P'],
  'patient-account#accountId': ['6f1d2c3a-4b5e-4f60-8a71-000000001001'],
  'patient-account#patientRef': ['PT-0001', 'P'],
  'journal-entry#companyCode': ['HOSP'],
  'journal-entry#postingDate': ['2026-02-02'],
  'journal-entry#period': ['2026-02'],
  'remittance#remittanceId': ['3c7e9a52-1f0b-5d44-9a36-6a0c5f1e2b01'],
  'remittance#effectiveDate': ['2026-02-02'],
  'purchase-order#poNumber': ['PO-4500012'],
  'purchase-order#orderDate': ['2026-01-20'],
  'supplier#supplierId': ['5a8e0c7e-3f6f-4b0e-9c55-000000000501'],
  'supplier#legalName': ['Orthoworks Implants Inc.', 'N'],
  'supplier#gln': ['0614141000012', 'N'],
  'supplier#paymentTerms': ['NET30', 'F'],
  'item#itemId': ['e2a4c6d8-0000-4000-8000-000000000e01'],
  'goods-receipt#receiptId': ['7d2f8a90-0000-4000-8000-000000000701'],
  'cost-center#costCenterId': ['OR-200'],
  'payment#settleDate': ['2026-02-02'],
};

/** A reference to a field of a canonical entity, from a contract's folder. */
export function canonicalField(path: string): Field {
  const [entity, name] = path.split('#') as [string, string];
  const [example, dataClass = 'I'] = CANONICAL[path]!;
  return { name, dataClass, example, isCanonical: true, schema: { $ref: `../../canonical/${entity}.yaml#/properties/${name}` } };
}

/** The identity of a thing. */
export function idField(thing: string, title: string): Field {
  const schema = { description: `Identity of the ${title}.`, type: 'string', format: 'uuid', 'x-data-classification': 'I' };
  return { name: `${thing}Id`, dataClass: 'I', schema, example: '8c1f0a52-6d3e-4b7a-9f10-000000000001', isCanonical: false };
}

/** A field of the trade. */
export function ownField(name: string, kind: FieldKind, random: Random): Field {
  const isMoney = kind === 'money';
  const { example, ...says } = contentOf(kind, random);
  const dataClass = isMoney ? 'F' : 'I';
  const description = `${spaced(name)}, as its owner keeps it.`;
  return { name, dataClass, example, isCanonical: false, schema: { description, ...says, 'x-data-classification': dataClass } };
}

function contentOf(kind: FieldKind, random: Random): Readonly<Record<string, unknown>> {
  if (typeof kind !== 'string') return { type: 'string', enum: kind, example: kind[below(random, kind.length)] };
  const day = String(1 + below(random, 28)).padStart(2, '0');
  switch (kind) {
    case 'date':
      return { type: 'string', format: 'date', example: `2026-03-${day}` };
    case 'dateTime':
      return { type: 'string', format: 'date-time', example: `2026-03-${day}T09:30:00Z` };
    case 'count':
      return { type: 'integer', minimum: 0, maximum: 100_000, example: below(random, 40) };
    case 'percent':
      return { type: 'number', minimum: 0, maximum: 100, example: below(random, 1000) / 10 };
    case 'flag':
      return { type: 'boolean', example: random() < 0.5 };
    case 'text':
      return { type: 'string', minLength: 1, maxLength: 80, example: `sample-${below(random, 900) + 100}` };
    case 'money':
      return { allOf: [{ $ref: '../../canonical/money.yaml' }], example: { amount: `${10 + below(random, 990)}.00`, currency: 'USD' } };
  }
}

function spaced(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return words[0]!.toUpperCase() + words.slice(1);
}
