import { wordsOf } from './words.ts';

const MONEY_WORDS: ReadonlySet<string> = new Set([
  ...['amount', 'balance', 'price', 'cost', 'charge', 'fee', 'payment', 'refund', 'reimbursement', 'subtotal', 'debit', 'credit'],
  ...['copay', 'copayment', 'coinsurance', 'deductible', 'allowance', 'salary', 'writeoff'],
]);

/** What a name that ends so counts, numbers, dates or names something; it is not itself an amount. */
const OTHER_KINDS: ReadonlySet<string> = new Set([
  ...['count', 'quantity', 'qty', 'percent', 'percentage', 'pct', 'ratio', 'rate', 'factor', 'index', 'score', 'level', 'rank'],
  ...[
    'number',
    'no',
    'id',
    'identifier',
    'code',
    'key',
    'type',
    'kind',
    'class',
    'version',
    'sequence',
    'position',
    'line',
    'center',
    'centre',
  ],
  ...['day', 'days', 'month', 'months', 'year', 'years', 'hour', 'hours', 'minutes', 'seconds', 'date', 'time', 'period', 'term', 'terms'],
  ...['status', 'method', 'limit', 'offset', 'size', 'length'],
]);

/** Does a property of this name hold an amount of money? `totalAmount` and `unitPrice` do; `paymentCount` and `costCenter` don't. */
export function isMoneyName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => MONEY_WORDS.has(word) || MONEY_WORDS.has(word.replace(/s$/, ''))) && !OTHER_KINDS.has(words.at(-1) ?? '');
}
