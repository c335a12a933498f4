import { sql, type Kysely } from 'kysely';
import { toMoney, type Money } from '../../money.ts';
import { readJournals, type RecordedJournal } from '../ledger/read-journals.ts';
import { trialBalance, type AccountTotals } from '../ledger/trial-balance.ts';
import type { DeliveryTable, Disposition, FlowTables } from '../tables.ts';
import { controlTotals, type ControlTotals } from './control-totals.ts';
import type { Outcome } from './outcome.ts';

/** Everything a finance person asks of a run: what came, what was done with it, what is open, and whether it adds up. */
export interface RunReport {
  readonly runId: string;
  readonly flow: string;
  readonly startedAt: Date;
  /** Deliveries of this run, then those of earlier runs that this run took up again, in order of receipt. */
  readonly deliveries: readonly DeliveryReport[];
  readonly journals: readonly RecordedJournal[];
  readonly exceptions: readonly ExceptionReport[];
  readonly totals: readonly { readonly kind: DeliveryTable['kind']; readonly run: ControlTotals; readonly allRuns: ControlTotals }[];
  readonly trialBalance: readonly AccountTotals[];
}

export interface DeliveryReport {
  readonly deliveryId: string;
  readonly kind: DeliveryTable['kind'];
  readonly file: string;
  readonly byteRange: { readonly start: number; readonly end: number };
  readonly envelope: Readonly<Record<string, string>>;
  /** What it is, in a few words, without patient data. */
  readonly summary: string;
  /** What it comes to; absent when that could not be read. */
  readonly amount?: Money;
  readonly disposition: Disposition;
  readonly reason?: string;
  readonly outcome?: Outcome;
  /** Received by an earlier run that was interrupted or could not reach a system. */
  readonly isResumed: boolean;
}

export interface ExceptionReport {
  readonly exceptionId: string;
  readonly deliveryId: string;
  readonly code: string;
  readonly owner: string;
  readonly moneyAtRiskMinor: bigint;
  readonly currency: string;
  readonly sla: string;
  readonly dueAt: Date;
  readonly step: string;
  readonly detail: string;
  readonly contract: string;
  readonly byteRange: { readonly start: number; readonly end: number };
  readonly resolvedAt?: Date;
  readonly resolution?: string;
}

/**
 * Reads the report of a run from what is stored.
 *
 * @param resumed ids of deliveries of earlier runs that this run took up again
 */
export async function readRunReport(database: Kysely<FlowTables>, runId: string, resumed: readonly string[]): Promise<RunReport> {
  const run = await database.selectFrom('flow.run').where('run_id', '=', runId).select(['flow', 'started_at']).executeTakeFirstOrThrow();
  const deliveries = await readDeliveries(database, runId, resumed);
  const ids = deliveries.map((delivery) => delivery.deliveryId);
  const kinds = [...new Set(['transaction-set' as const, ...deliveries.map((delivery) => delivery.kind)])];
  return {
    runId,
    flow: run.flow,
    startedAt: run.started_at,
    deliveries,
    journals: await readJournals(database, ids),
    exceptions: await readExceptions(database, ids),
    totals: await Promise.all(
      kinds.map(async (kind) => ({
        kind,
        run: await controlTotals(database, { flow: run.flow, kind, runId }),
        allRuns: await controlTotals(database, { flow: run.flow, kind }),
      })),
    ),
    trialBalance: await trialBalance(database),
  };
}

async function readDeliveries(database: Kysely<FlowTables>, runId: string, resumed: readonly string[]): Promise<readonly DeliveryReport[]> {
  const rows = await database
    .selectFrom('flow.delivery')
    .where((where) => where.or([where('run_id', '=', runId), ...(resumed.length ? [where('delivery_id', 'in', [...resumed])] : [])]))
    .orderBy(sql`run_id <> ${runId}`)
    .orderBy('sequence')
    .selectAll()
    .execute();
  return rows.map((row) => ({
    deliveryId: row.delivery_id,
    kind: row.kind,
    file: row.file,
    byteRange: { start: Number(row.byte_start), end: Number(row.byte_end) },
    envelope: row.envelope,
    summary: row.summary,
    ...(row.amount_minor !== null && row.currency !== null && { amount: toMoney(BigInt(row.amount_minor), row.currency) }),
    disposition: row.disposition,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.outcome !== null && { outcome: row.outcome as Outcome }),
    isResumed: row.run_id !== runId,
  }));
}

async function readExceptions(database: Kysely<FlowTables>, deliveryIds: readonly string[]): Promise<readonly ExceptionReport[]> {
  if (deliveryIds.length === 0) return [];
  const rows = await database
    .selectFrom('flow.exception as exception')
    .innerJoin('flow.delivery as delivery', 'delivery.delivery_id', 'exception.delivery_id')
    .where('exception.delivery_id', 'in', [...deliveryIds])
    .orderBy('delivery.sequence')
    .orderBy('exception.byte_start')
    .orderBy('exception.code')
    .selectAll('exception')
    .execute();
  return rows.map((row) => ({
    exceptionId: row.exception_id,
    deliveryId: row.delivery_id,
    code: row.code,
    owner: row.owner,
    moneyAtRiskMinor: BigInt(row.money_at_risk_minor),
    currency: row.currency,
    sla: row.sla,
    dueAt: row.due_at,
    step: row.step,
    detail: row.detail,
    contract: `${row.contract_id}@${row.contract_version}`,
    byteRange: { start: Number(row.byte_start), end: Number(row.byte_end) },
    ...(row.resolved_at && { resolvedAt: row.resolved_at, resolution: row.resolution ?? '' }),
  }));
}
