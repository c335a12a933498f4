import { sql, type Kysely, type Transaction } from 'kysely';
import { v5 as uuidV5 } from 'uuid';
import { toMinor, type Money } from '../../money.ts';
import type { FlowException } from '../exceptions/exception.ts';
import { openExceptions } from '../exceptions/open-exceptions.ts';
import type { ByteRange } from '../ledger/journal.ts';
import type { DeliveryTable, FlowTables } from '../tables.ts';

/** Something that arrived for a flow: a transaction set or an event, readable or not. */
export interface Arrival {
  readonly kind: DeliveryTable['kind'];
  readonly file: string;
  readonly fileSha256: string;
  readonly byteRange: ByteRange;
  /** Control numbers and the like, for people. */
  readonly envelope: Readonly<Record<string, string>>;
  /** What it is, in a few words: `CASCADE MUTUAL, trace CM20260115001`. No patient data. */
  readonly summary: string;
  /** What it comes to; absent when that could not be read. */
  readonly amount?: Money;
  /** What makes it the same business event however it is delivered. */
  readonly businessKey: string;
  /** SHA-256 of what it says, apart from its envelope. */
  readonly contentSha256: string;
  /** The message, in canonical form; absent when it could not be read. */
  readonly payload?: object;
  /** Set when it could not be read: it is excepted at once. */
  readonly fault?: FlowException;
  /** Set when no two deliveries may share a key unless they are the same event: the second is excepted once the first was posted. */
  readonly conflict?: { readonly key: string; readonly exception: FlowException };
}

/** What receives: a run of a flow, at a time. */
export interface Receipt {
  readonly runId: string;
  readonly flow: string;
  readonly receivedAt: Date;
  readonly contract: { readonly id: string; readonly version: string };
}

/** Namespace of delivery ids. */
const DELIVERY_NAMESPACE = '6a0d7d5c-2b7c-5d0e-9d29-0f1f6a8f4f11';

/**
 * Writes down everything that arrived, in one transaction, before anything is done about it: nothing received is ever lost. Decides what
 * is a duplicate (same business key and content as a delivery before, whatever its file or envelope), a conflict (same conflict key,
 * something else, already posted or about to be) or unreadable; the rest waits in the queue. A corrected delivery of something that was excepted is
 * taken anew.
 */
export async function receive(database: Kysely<FlowTables>, receipt: Receipt, arrivals: readonly Arrival[]): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`lock table flow.delivery in share row exclusive mode`.execute(transaction);
    await transaction
      .insertInto('flow.run')
      .values({
        run_id: receipt.runId,
        flow: receipt.flow,
        started_at: receipt.receivedAt,
        finished_at: null,
        received: JSON.stringify(countByKind(arrivals)),
      })
      .execute();
    for (const [index, arrival] of arrivals.entries()) await receiveOne(transaction, receipt, arrival, index);
  });
}

async function receiveOne(transaction: Transaction<FlowTables>, receipt: Receipt, arrival: Arrival, index: number): Promise<void> {
  const deliveryId = uuidV5(`${receipt.runId}/${index}`, DELIVERY_NAMESPACE);
  const earlier = await transaction
    .selectFrom('flow.delivery')
    .where('flow', '=', receipt.flow)
    .where((where) =>
      where.or([
        where('business_key', '=', arrival.businessKey),
        ...(arrival.conflict ? [where('conflict_key', '=', arrival.conflict.key)] : []),
      ]),
    )
    .where('disposition', '<>', 'duplicate')
    .orderBy('sequence')
    .select(['delivery_id', 'business_key', 'content_sha256', 'disposition', 'file'])
    .execute();
  const same = earlier.find(
    (delivery) => delivery.business_key === arrival.businessKey && delivery.content_sha256 === arrival.contentSha256,
  );
  const exception = same ? undefined : (arrival.fault ?? (earlier.some(isSettled) ? arrival.conflict?.exception : undefined));
  const decision = same
    ? ({
        disposition: 'duplicate',
        duplicate_of: same.delivery_id,
        reason: `already received in ${same.file}`,
      } as const)
    : exception
      ? ({ disposition: 'excepted', duplicate_of: null, reason: exception.code } as const)
      : ({ disposition: 'queued', duplicate_of: null, reason: null } as const);
  await transaction
    .insertInto('flow.delivery')
    .values({
      delivery_id: deliveryId,
      run_id: receipt.runId,
      flow: receipt.flow,
      kind: arrival.kind,
      file: arrival.file,
      file_sha256: arrival.fileSha256,
      byte_start: arrival.byteRange.start,
      byte_end: arrival.byteRange.end,
      envelope: JSON.stringify(arrival.envelope),
      summary: arrival.summary,
      amount_minor: arrival.amount ? toMinor(arrival.amount) : null,
      currency: arrival.amount?.currency ?? null,
      business_key: arrival.businessKey,
      conflict_key: arrival.conflict?.key ?? null,
      content_sha256: arrival.contentSha256,
      payload: arrival.payload ? JSON.stringify(arrival.payload) : null,
      outcome: null,
      received_at: receipt.receivedAt,
      decided_at: decision.disposition === 'queued' ? null : receipt.receivedAt,
      ...decision,
    })
    .execute();
  if (exception) {
    await openExceptions(transaction, { deliveryId, attempt: 1, contract: receipt.contract, openedAt: receipt.receivedAt }, [exception]);
  }
}

function countByKind(arrivals: readonly Arrival[]): Partial<Record<Arrival['kind'], number>> {
  const counts: Partial<Record<Arrival['kind'], number>> = {};
  for (const { kind } of arrivals) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function isSettled(delivery: { readonly disposition: string }): boolean {
  return delivery.disposition === 'posted' || delivery.disposition === 'queued';
}
