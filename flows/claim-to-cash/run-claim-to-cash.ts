import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { InterlockError } from '../../errors.ts';
import type { Arrival } from '../reconciliation/receive.ts';
import { receive } from '../reconciliation/receive.ts';
import { readRunReport, type RunReport } from '../reconciliation/run-report.ts';
import type { FlowTables } from '../tables.ts';
import { environment } from './environment.ts';
import { eventArrivals, type EventContracts } from './event-arrivals.ts';
import { startDelivery } from './process-delivery.ts';
import { remittanceArrivals } from './remittance-arrivals.ts';

/** A file handed to the flow. */
export interface InputFile {
  /** As reports print it. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Bills before the remittances that pay them, remittances before the bank credits that settle them. */
const ORDER: readonly Arrival['kind'][] = ['claim.finalised', 'transaction-set', 'bank.credit'];

/**
 * Runs claim-to-cash on files: receives all that is in them, takes up what earlier runs left in the queue, then works through this run's
 * queue in order. The engine must be launched and the environment bound.
 *
 * @returns the report, also when some systems did not answer: what they would have got is queued
 * @throws InterlockError EVENT_INVALID when an event file can't be read; nothing is received then
 */
export async function runClaimToCash(inputs: readonly InputFile[], contracts: EventContracts): Promise<RunReport> {
  const { database, contracts: versions } = environment();
  const arrivals = inputs
    .flatMap((input) =>
      isJson(input.bytes) ? eventArrivals(input.file, input.bytes, contracts) : remittanceArrivals(input.file, input.bytes),
    )
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const runId = randomUUID();
  await receive(database, { runId, flow: 'claim-to-cash', receivedAt: new Date(), contract: versions.remittances }, arrivals);
  const queue = await readQueue(database);
  await workInOrder(database, queue);
  await database.updateTable('flow.run').set({ finished_at: new Date() }).where('run_id', '=', runId).execute();
  const resumed = queue.filter((delivery) => delivery.run_id !== runId).map((delivery) => delivery.delivery_id);
  return readRunReport(database, runId, resumed);
}

function isJson(bytes: Uint8Array): boolean {
  const first = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart()[0];
  return first === '{' || first === '[';
}

interface Waiting {
  readonly delivery_id: string;
  readonly run_id: string;
  readonly attempt: number;
  readonly payer_tin: string | null;
}

function readQueue(database: Kysely<FlowTables>): Promise<readonly Waiting[]> {
  return database
    .selectFrom('flow.delivery')
    .where('flow', '=', 'claim-to-cash')
    .where('disposition', '=', 'queued')
    .orderBy('sequence')
    .select(['delivery_id', 'run_id', 'attempt', sql<string | null>`payload ->> 'payerTin'`.as('payer_tin')])
    .execute();
}

/**
 * Works through the queue in order. What comes after a delivery that met a system that does not answer, of the same payer, stays behind
 * it: a reversal must not overtake the payment that it reverses, nor a void its bill.
 */
async function workInOrder(database: Kysely<FlowTables>, queue: readonly Waiting[]): Promise<void> {
  const heldBack = new Map<string, string>();
  for (const delivery of queue) {
    const ahead = delivery.payer_tin === null ? undefined : heldBack.get(delivery.payer_tin);
    if (ahead !== undefined) {
      await database
        .updateTable('flow.delivery')
        .set({ reason: `waits behind delivery ${ahead} of the same payer` })
        .where('delivery_id', '=', delivery.delivery_id)
        .where('disposition', '=', 'queued')
        .execute();
    } else if ((await work(database, delivery)) === 'unanswered' && delivery.payer_tin !== null) {
      heldBack.set(delivery.payer_tin, delivery.delivery_id);
    }
  }
}

/**
 * Works on one delivery. What fails leaves it in the queue with the reason, and the next run is its next attempt. Of
 * several processes that saw the same attempt fail, one counts it: an attempt that nobody made has no steps to go on from.
 */
async function work(database: Kysely<FlowTables>, delivery: Waiting): Promise<'ended' | 'unanswered'> {
  try {
    const flow = await startDelivery(delivery.delivery_id, delivery.attempt);
    await flow.result();
    return 'ended';
  } catch (error) {
    const reason = error instanceof InterlockError ? `${error.code}: ${error.detail}` : `unexpected: ${String(error)}`;
    await database
      .updateTable('flow.delivery')
      .set((update) => ({ reason, attempt: update('attempt', '+', 1) }))
      .where('delivery_id', '=', delivery.delivery_id)
      .where('disposition', '=', 'queued')
      .where('attempt', '=', delivery.attempt)
      .execute();
    return error instanceof InterlockError && error.code === 'TARGET_UNAVAILABLE' ? 'unanswered' : 'ended';
  }
}
