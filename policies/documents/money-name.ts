import { wordsOf } from './words.ts';

/** Words that mean money wherever they stand in a name, unless the name ends in another kind. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'amount',
  'balance',
  'price',
  'subtotal',
  'reimbursement',
  'copay',
  'copayment',
  'coinsurance',
]);

/** Words that mean money at the end of a name, and may mean a thing or a person before another word: `paymentServiceUrl`. */
const DEALINGS: ReadonlySet<string> = new Set([
  ...['payment', 'cost', 'charge', 'fee', 'refund', 'debit', 'credit', 'deductible', 'allowance', 'salary', 'writeoff'],
]);

/** What may follow at the end and leaves an amount an amount: `chargesTotal`, `paymentDue`. */
const TAILS: ReadonlySet<string> = new Set([
  'total',
  'due',
  'paid',
  'owed',
  'open',
  'remaining',
  'outstanding',
  'net',
  'gross',
  'value',
  'sum',
  'minor',
  'usd',
]);

/** What a name that ends so counts, numbers, dates or names something; it is not itself an amount. */
const OTHER_KINDS: ReadonlySet<string> = new Set([
  ...['count', 'quantity', 'qty', 'percent', 'percentage', 'pct', 'ratio', 'rate', 'factor', 'index', 'score', 'level', 'rank', 'priority'],
  ...[
    'number',
    'num',
    'no',
    'id',
    'identifier',
    'code',
    'key',
    'ref',
    'type',
    'kind',
    'class',
    'version',
    'sequence',
    'position',
    'entry',
    'line',
  ],
  ...['day', 'days', 'month', 'months', 'year', 'years', 'hour', 'hours', 'minutes', 'seconds', 'date', 'time', 'period', 'term', 'terms'],
  ...['status', 'method', 'mode', 'limit', 'offset', 'size', 'length', 'list', 'group', 'decimals', 'digits', 'scale', 'precision'],
]);

/** Does a property of this name hold an amount of money? `totalAmount` and `unitPrice` do; `paymentCount` and `costCenter` don't. */
export function isMoneyName(name: string): boolean {
  const words = wordsOf(name);
  const end = words.at(-1) ?? '';
  if (OTHER_KINDS.has(end) || OTHER_KINDS.has(end.replace(/s$/, ''))) return false;
  if (words.some((word) => AMOUNTS.has(word) || AMOUNTS.has(word.replace(/s$/, '')))) return true;
  const last = words.findLast((word) => !TAILS.has(word)) ?? '';
  return DEALINGS.has(last) || DEALINGS.has(last.replace(/s$/, ''));
}
