import { wordsOf } from '../../documents/words.ts';

/** How names shorten or spell words, and the word that is meant. */
const WORDS: Readonly<Record<string, string>> = {
  acct: 'account',
  addr: 'address',
  amt: 'amount',
  cancelled: 'canceled',
  cd: 'code',
  centre: 'center',
  cust: 'customer',
  dept: 'department',
  desc: 'description',
  dob: 'birth date',
  dt: 'date',
  emp: 'employee',
  finalized: 'finalised',
  identifier: 'id',
  inv: 'invoice',
  mgr: 'manager',
  msg: 'message',
  nbr: 'number',
  no: 'number',
  num: 'number',
  org: 'organization',
  organisation: 'organization',
  pct: 'percent',
  pmt: 'payment',
  po: 'purchase order',
  qty: 'quantity',
  ref: 'reference',
  tel: 'phone',
  telephone: 'phone',
  ts: 'timestamp',
  txn: 'transaction',
  whse: 'warehouse',
};

/** Words that say in which role a schema stands, not what of. */
const ROLES: ReadonlySet<string> = new Set([
  ...['dto', 'vo', 'model', 'entity', 'resource', 'object', 'data', 'payload', 'body', 'response', 'request', 'input', 'output', 'result'],
  ...['page', 'list', 'collection', 'envelope', 'wrapper', 'new', 'create', 'update', 'updated', 'patch', 'summary', 'detail', 'full'],
]);

/** A landscape says a few thousand names over and over. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 50_000;

/** The words of a name as its meaning has them: lower case, singular, written out. `acctNos` is `account number`. */
export function meaningfulWords(name: string): readonly string[] {
  const found = known.get(name);
  if (found) return found;
  const words = readWords(name);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, words);
  return words;
}

function readWords(name: string): readonly string[] {
  return wordsOf(name)
    .filter((word) => !/^v?\d+$/.test(word))
    .flatMap((word) => (WORDS[word] ?? WORDS[singular(word)] ?? singular(word)).split(' '));
}

/** The words of what a schema describes, without those that say in which role: `NewSupplierRequest` is `supplier`. */
export function entityWords(name: string): readonly string[] {
  const words = meaningfulWords(name);
  const left = words.filter((word) => !ROLES.has(word));
  return left.length > 0 ? left : words;
}

/** `statuses` is status, `policies` policy, `addresses` address; `status`, `analysis` and `glass` stay. */
function singular(word: string): string {
  if (word.length <= 3 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word) && !/(?:ses)$/.test(word)) return word.slice(0, -2);
  if (/(?:ss|us)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
