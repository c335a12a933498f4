import { InterlockError } from '../../../errors.ts';
import type { CompiledContract } from '../../../registry/contract/index.ts';
import { createCaller, DEFAULT_RETRY_POLICY, delayAfter } from '../../runtime/index.ts';
import { problemCode, refused } from '../refused.ts';
import type { SystemConnection } from '../system-connection.ts';
import { createGeneralLedgerClient } from './general-ledger.gen.ts';
import type { JournalEntry, Period, PostedJournalEntry, Problem } from './general-ledger.gen.ts';

/** What became of a journal entry. */
export type JournalPosting =
  | { readonly kind: 'posted'; readonly journal: PostedJournalEntry }
  | { readonly kind: 'period-closed'; readonly problem: Problem }
  /** The ERP does not take the entry as it is (unbalanced, unknown account or cost center): a person must decide. */
  | { readonly kind: 'rejected'; readonly problem: Problem };

/** ERP finance, as the flows see it. Each function throws what `Caller.call` throws. */
export interface ErpFinance {
  /** A period by `YYYY-MM`; undefined when the ERP has none. */
  getPeriod(period: string): Promise<Period | undefined>;
  /** Posts an entry once, by its journalId: after an attempt with no answer the ERP is asked for the entry before it is sent again. */
  postJournal(journal: JournalEntry): Promise<JournalPosting>;
  /** The entry that was posted under a journalId; undefined when there is none. */
  findJournal(journalId: string): Promise<PostedJournalEntry | undefined>;
}

/** Connects to ERP finance by the contract general-ledger. */
export function connectErpFinance(contract: CompiledContract, connection: SystemConnection): ErpFinance {
  const client = createGeneralLedgerClient(createCaller({ contract, ...connection }));
  const policy = { ...DEFAULT_RETRY_POLICY, attempts: 5, ...connection.retry };

  async function findJournal(journalId: string): Promise<PostedJournalEntry | undefined> {
    const answer = await client.getJournalEntry({ path: { journalId } });
    if (answer.status === 200) return answer.body;
    if (answer.status === 404) return undefined;
    throw refused('the lookup of a journal entry', answer);
  }

  async function send(journal: JournalEntry): Promise<JournalPosting> {
    const answer = await client.postJournalEntry({ body: journal, idempotencyKey: journal.journalId, attempts: 1 });
    if (answer.status === 201) return { kind: 'posted', journal: answer.body };
    if (answer.status === 409 && problemCode(answer) === 'PERIOD_CLOSED') return { kind: 'period-closed', problem: answer.body };
    if (answer.status === 422) return { kind: 'rejected', problem: answer.body };
    throw refused('a journal entry', answer);
  }

  return {
    findJournal,
    async getPeriod(period) {
      const answer = await client.getPeriod({ path: { period } });
      if (answer.status === 200) return answer.body;
      if (answer.status === 404) return undefined;
      throw refused('the lookup of a period', answer);
    },
    async postJournal(journal) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await send(journal);
        } catch (error) {
          if (!(error instanceof InterlockError) || error.code !== 'TARGET_UNAVAILABLE') throw error;
          const known = await findJournal(journal.journalId);
          if (known) return isSameEntry(known, journal) ? { kind: 'posted', journal: known } : otherEntry(journal);
          if (attempt >= policy.attempts) throw error;
        }
        await policy.sleep(delayAfter(attempt, { kind: 'interrupted' }, policy, Date.now()));
      }
    },
  };
}

/** Whether the ERP holds what was sent, and not something else under its id. */
function isSameEntry(known: PostedJournalEntry, sent: JournalEntry): boolean {
  const content = (entry: JournalEntry) =>
    JSON.stringify([
      entry.sourceEventId,
      entry.companyCode,
      entry.currency,
      entry.lines.map(({ account, debit, credit }) => [account, debit.amount, credit.amount]),
    ]);
  return content(known) === content(sent);
}

function otherEntry(journal: JournalEntry): JournalPosting {
  const detail = `the ERP holds another entry under the id ${journal.journalId}`;
  return { kind: 'rejected', problem: { type: 'about:blank', title: 'Another entry has this id', status: 409, detail } };
}
