import type { PGlite } from '@electric-sql/pglite';
import { queryMessage, startupMessage } from './frontend-messages.ts';
import { readBackendReply } from './backend-reply.ts';
import type { BackendReply } from './backend-reply.ts';
import { Turn } from './turn.ts';

/** Exchanges between two looks at how much log has been written. */
const EXCHANGES_PER_LOOK = 500;
const LOG_BYTES_PER_CHECKPOINT = 64 * 1024 * 1024;

const CHECKPOINT_IF_DUE = queryMessage(`DO $$ BEGIN
  IF pg_wal_lsn_diff(pg_current_wal_lsn(), (pg_control_checkpoint()).redo_lsn) > ${LOG_BYTES_PER_CHECKPOINT} THEN CHECKPOINT; END IF;
END $$`);

/** What the backend tells a connection. */
export interface BackendListener {
  /** A NotificationResponse message, to pass on. */
  notify(message: Buffer): void;
  /** The database stopped and will not answer again. */
  destroy(error: Error): void;
}

/**
 * The one session that a PGlite has, for many connections to share. A connection takes the `turn`, exchanges until its transaction is
 * over, and rests. After a failure that PostgreSQL does not survive every connection is destroyed and every exchange throws: reopening
 * the database recovers what was committed.
 */
export class Backend {
  readonly turn = new Turn();
  /** The answer to a startup message, the same for every connection. */
  readonly greeting: Buffer;
  readonly #pglite: PGlite;
  readonly #listeners = new Set<BackendListener>();
  #failure: Error | undefined;
  #exchangesSinceLook = 0;

  private constructor(pglite: PGlite, greeting: Buffer) {
    this.#pglite = pglite;
    this.greeting = greeting;
  }

  /** Takes over a PGlite that is ready; nothing else may use it from then on. */
  static async start(pglite: PGlite): Promise<Backend> {
    const greeting = await answer(pglite, startupMessage({ user: 'postgres', database: 'postgres' }));
    return new Backend(pglite, greeting);
  }

  /** Registers a connection until the returned function is called. */
  subscribe(listener: BackendListener): () => void {
    const failure = this.#failure;
    if (failure) queueMicrotask(() => listener.destroy(failure));
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Executes messages of the frontend; the caller holds the turn. Notifications go to every connection. */
  async exchange(batch: Buffer): Promise<BackendReply> {
    if (this.#failure) throw this.#failure;
    this.#exchangesSinceLook += 1;
    let reply: BackendReply;
    try {
      reply = readBackendReply(await answer(this.#pglite, batch));
    } catch (cause) {
      throw this.#fail(cause instanceof Error ? cause.message : String(cause));
    }
    for (const message of reply.notifications) for (const listener of this.#listeners) listener.notify(message);
    if (reply.fatal !== undefined) throw this.#fail(reply.fatal);
    return reply;
  }

  /** Hands the turn on. PGlite has no process that bounds the write-ahead log, so that is done here, between transactions. */
  async rest(): Promise<void> {
    try {
      if (this.#exchangesSinceLook >= EXCHANGES_PER_LOOK && !this.#failure) {
        this.#exchangesSinceLook = 0;
        await this.exchange(CHECKPOINT_IF_DUE);
      }
    } finally {
      this.turn.give();
    }
  }

  /** Waits for the transaction that runs, then shuts PostgreSQL down. */
  async close(): Promise<void> {
    await this.turn.take();
    if (!this.#failure) await this.#pglite.close();
    this.#failure ??= new Error('the embedded database is closed');
  }

  #fail(reason: string): Error {
    this.#failure ??= new Error(`the embedded database stopped: ${reason}; open it again to go on from what was committed`);
    for (const listener of [...this.#listeners]) listener.destroy(this.#failure);
    return this.#failure;
  }
}

async function answer(pglite: PGlite, batch: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await pglite.execProtocolRawStream(batch, { onRawData: (chunk) => void chunks.push(Buffer.from(chunk)) });
  return Buffer.concat(chunks);
}
