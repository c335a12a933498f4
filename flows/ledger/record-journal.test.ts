import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, queryBuilder, type Database } from '../../storage/index.ts';
import { fullTemplate, scratchFolder } from '../../test/database-template.ts';
import type { FlowTables } from '../tables.ts';
import { insertDelivery } from '../testing/insert-delivery.ts';
import { CHART_OF_ACCOUNTS } from './chart-of-accounts.ts';
import { journalLine, type Journal } from './journal.ts';
import { recordJournal, type JournalOrigin } from './record-journal.ts';
import { trialBalance } from './trial-balance.ts';

const scratch = scratchFolder();
let database: Database;
let deliveryId: string;
const origin = (): JournalOrigin => ({
  deliveryId,
  contractId: 'claims-events',
  contractVersion: '1.0.0',
  flow: 'claim-to-cash',
  step: 'post claim',
  sourceSha256: 'a'.repeat(64),
});

beforeAll(async () => {
  database = await openDatabase({ directory: join(scratch.folder, 'database') }, { template: await fullTemplate() });
  deliveryId = await insertDelivery(database.pool);
}, 60_000);

afterAll(async () => {
  await database.close();
  scratch.remove();
});

function journal(sourceEventId: string, amounts: readonly [keyof typeof CHART_OF_ACCOUNTS, bigint][]): Journal {
  return {
    journalId: randomUUID(),
    sourceEventId,
    description: 'post claim',
    companyCode: 'HOSP',
    documentDate: '2026-02-02',
    postingDate: '2026-02-02',
    currency: 'USD',
    lines: amounts.map(([account, amount]) => journalLine(account, amount, { start: 0, end: 1 })).filter((line) => line !== undefined),
  };
}

test('records a balanced journal once, however often it is asked to', async () => {
  const posted = journal('once', [
    ['1015', 48000n],
    ['1100', -48000n],
  ]);
  const tables = queryBuilder<FlowTables>(database.pool);
  await recordJournal(tables, posted, origin(), 'ERP1');
  await recordJournal(tables, posted, origin(), 'ERP1');
  expect((await trialBalance(tables)).map(({ account, debitMinor, creditMinor }) => [account, debitMinor, creditMinor])).toEqual([
    ['1015', 48000n, 0n],
    ['1100', 0n, 48000n],
  ]);
});

test('refuses a journal that does not balance before it reaches the database', async () => {
  const unbalanced = journal('unbalanced', [
    ['1015', 100n],
    ['1100', -99n],
  ]);
  await expect(recordJournal(queryBuilder<FlowTables>(database.pool), unbalanced, origin(), 'ERP2')).rejects.toThrow(
    /LEDGER_UNBALANCED|debits minus credits/,
  );
});

test('the database refuses one too, at commit', async () => {
  const client = await database.pool.connect();
  const id = randomUUID();
  try {
    await client.query('begin');
    await client.query(
      `insert into ledger.journal (journal_id, source_event_id, description, company_code, document_date, posting_date, period, currency, erp_document_no, delivery_id)
       values ($1, 'by hand', 'by hand', 'HOSP', '2026-02-02', '2026-02-02', '2026-02', 'USD', 'ERP3', $2)`,
      [id, deliveryId],
    );
    for (const [line, debit, credit] of [
      [1, 100, 0],
      [2, 0, 99],
    ]) {
      await client.query(
        `insert into ledger.journal_line (journal_id, line_no, account, debit_minor, credit_minor, source_event_id, contract_id, contract_version, flow, step, source_sha256, byte_start, byte_end)
         values ($1, $2, '1015', $3, $4, 'by hand', 'c', '1.0.0', 'f', 's', $5, 0, 1)`,
        [id, line, debit, credit, 'a'.repeat(64)],
      );
    }
    await expect(client.query('commit')).rejects.toThrow(/does not balance: debits minus credits = 1/);
  } finally {
    client.release();
  }
});

test.each([
  'update ledger.journal_line set debit_minor = 1',
  'delete from ledger.journal_line',
  'delete from ledger.journal',
  'truncate ledger.journal_line',
])('is append-only: %s', async (statement) => {
  await expect(database.pool.query(statement)).rejects.toThrow(/append-only/);
});

test('the chart of accounts is that of the code', async () => {
  const { rows } = await database.pool.query('select account, name from ledger.account order by account');
  expect(rows).toEqual(Object.entries(CHART_OF_ACCOUNTS).map(([account, name]) => ({ account, name })));
});
