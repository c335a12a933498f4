import { inWords } from '../member-place.ts';

/** What an amount is to the others of its object. */
export type AmountRole =
  | 'quantity'
  | 'price'
  | 'debit'
  | 'credit'
  | 'tax'
  | 'shipping'
  | 'discount'
  | 'subtotal'
  | 'allowed'
  | 'paid'
  | 'adjustment'
  | 'patient'
  | 'charge'
  | 'open'
  | 'total'
  | 'amount';

/** Names in words, most telling first. */
const ROLES: readonly (readonly [RegExp, AmountRole | undefined])[] = [
  [/\b(rate|percent(age)?|code|number|count|limit|type)$/, undefined],
  [/^((ordered|invoiced|billed|received|service|line) )?(quantity|qty|units?( count)?|hours)$/, 'quantity'],
  [/^((net|gross|list) )?(unit )?(price|cost)( amount)?$/, 'price'],
  [/^(total )?debits?( amount)?$/, 'debit'],
  [/^(total )?credits?( amount)?$/, 'credit'],
  [/\b(tax|vat)( amount| total)?$/, 'tax'],
  [/\b(shipping|freight|handling)( amount| cost| charges?| fee)?$/, 'shipping'],
  [/\bdiscount( amount)?$/, 'discount'],
  [/\bsub ?total( amount)?$|^net (amount|total)$|^total net( amount)?$/, 'subtotal'],
  [/\b(allowed|allowable)( amount)?$/, 'allowed'],
  [/\bpaid( amount)?$|^((total|net) )?(amount paid|payments?|payment amount)$/, 'paid'],
  [/^((total|contractual) )?(contractual|adjustments?|adjusted|write ?off)( amount)?$/, 'adjustment'],
  [/\b(patient|member) (responsibility|liability|share)( amount)?$/, 'patient'],
  [/\b(charges?|charged|billed)( amount)?$|^(total )?(amount|charges?) (billed|charged)$/, 'charge'],
  [
    /^((total|current) )?(open|outstanding|remaining|unpaid|due)( (amount|balance))?$|^(balance|amount|total) (due|open|outstanding|remaining)$|^balance$/,
    'open',
  ],
  [
    /^((grand|invoice|order|document|claim|gross|line) )?total( (amount|price|value|cost|gross))?$|^(invoice|order|document|gross|claim|original)( net| gross)? amount$/,
    'total',
  ],
  [/^((line|extended|item|line net|line item|net) )?(amount|price|cost|value)$/, 'amount'],
];

/** What an amount of this name is; undefined when its name tells nothing of the others. */
export function amountRole(name: string): AmountRole | undefined {
  if (!known.has(name)) {
    if (known.size >= MAX_KNOWN) known.clear();
    const words = inWords(name).replace(/ (minor|cents)$/, '');
    known.set(name, ROLES.find(([pattern]) => pattern.test(words))?.[1]);
  }
  return known.get(name);
}

/** Roles by names that were asked for: as many as contracts have names of members. */
const known = new Map<string, AmountRole | undefined>();
const MAX_KNOWN = 20_000;
