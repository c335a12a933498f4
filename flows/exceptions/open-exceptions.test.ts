import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, queryBuilder, type Database } from '../../storage/index.ts';
import { insertDelivery } from '../testing/insert-delivery.ts';
import { fullTemplate, scratchFolder } from '../../test/database-template.ts';
import type { FlowTables } from '../tables.ts';
import type { FlowException } from './exception.ts';
import { openExceptions } from './open-exceptions.ts';

const scratch = scratchFolder();
let deliveryId: string;
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ directory: join(scratch.folder, 'database') }, { template: await fullTemplate() });
  deliveryId = await insertDelivery(database.pool);
}, 60_000);

afterAll(async () => {
  await database.close();
  scratch.remove();
});

test('opens more exceptions than one statement has parameters for, each once', { timeout: 60_000 }, async () => {
  const exceptions = Array.from({ length: 4_000 }, (_, index): FlowException => ({
    subject: `claim/${index + 1}/CO197`,
    code: 'DENIAL_CO197',
    moneyAtRiskMinor: 700n,
    currency: 'USD',
    step: 'classify',
    detail: 'denied',
    byteRange: { start: 0, end: 1 },
  }));
  const origin = { deliveryId, attempt: 1, contract: { id: 'claims-events', version: '1.0.0' }, openedAt: new Date() };
  const tables = queryBuilder<FlowTables>(database.pool);
  for (let time = 0; time < 2; time++) await openExceptions(tables, origin, exceptions);
  const { rows } = await database.pool.query(
    'select count(*)::int as count, sum(money_at_risk_minor)::text as at_risk from flow.exception',
  );
  expect(rows).toEqual([{ count: 4_000, at_risk: '2800000' }]);
});
