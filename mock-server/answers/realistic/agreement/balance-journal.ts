import type { Amount } from './amount.ts';
import { amountsOf, listsOf } from './made-object.ts';
import type { MadeObject } from './made-object.ts';

/** A line of a journal: it has a debit and a credit. */
interface JournalLine {
  readonly made: MadeObject;
  readonly debit: Amount;
  readonly credit: Amount;
}

/** Makes the lines of a journal debit or credit an account, not both, and the credit of the last line the debits of the others. */
export function balanceJournal(made: MadeObject): void {
  for (const items of listsOf(made)) {
    const lines = items.map(journalLine).filter((line) => line !== undefined);
    const last = lines.at(-1);
    if (!last || lines.length < items.length) continue;
    const debited = lines.length === 1 ? lines : lines.slice(0, -1);
    for (const line of debited) clear(line, 'credit');
    if (lines.length === 1) continue;
    last.credit.set(debited.reduce((sum, { debit }) => sum + debit.hundredths, 0));
    clear(last, 'debit');
  }
}

function journalLine(made: MadeObject): JournalLine | undefined {
  const amounts = amountsOf(made);
  const [debit] = amounts.get('debit') ?? [];
  const [credit] = amounts.get('credit') ?? [];
  return debit && credit && { made, debit, credit };
}

/** Takes the member away where it need not be, else writes zero. */
function clear({ made, debit, credit }: JournalLine, side: 'debit' | 'credit'): void {
  const amount = side === 'debit' ? debit : credit;
  if (made.isMade(amount.name) && !made.required.has(amount.name)) delete made.value[amount.name];
  else amount.set(0);
}
