import { Duplex } from 'node:stream';
import type { Backend } from './backend.ts';
import { fatalErrorMessage } from './backend-reply.ts';
import { refuseCopyFromStdin } from './copy-refusal.ts';
import { FrontendMessageReader, PROTOCOL_3, SSL_REQUEST, frontendMessage, queryMessage } from './frontend-messages.ts';
import type { FrontendMessage } from './frontend-messages.ts';
import { preparedStatementName, scopeStatement } from './scoped-statements.ts';

/** Messages after which a client waits for an answer: Sync, Query, FunctionCall, Flush. */
const BATCH_ENDS = new Set(['S', 'Q', 'F', 'H']);
const SYNC = frontendMessage('S');
const ROLLBACK = Buffer.concat([SYNC, queryMessage('ROLLBACK')]);

let sessionsOpened = 0;

/** Limits of a connection. */
export interface SessionLimits {
  /** How long a transaction may wait for its next statement while it keeps all others out. */
  readonly idleTransactionMilliseconds: number;
}

/**
 * One connection of node-postgres to an embedded database, in place of a socket. A batch waits for the turn and keeps it until its
 * transaction ends; a connection that is dropped in a transaction is rolled back, and a batch that was still waiting is never executed.
 */
export class Session extends Duplex {
  readonly #backend: Backend;
  readonly #limits: SessionLimits;
  readonly #scope = `c${++sessionsOpened}_`;
  readonly #reader = new FrontendMessageReader();
  readonly #statements = new Set<string>();
  readonly #unsubscribe: () => void;
  #batch: Buffer[] = [];
  #work: Promise<void> = Promise.resolve();
  #hasTurn = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(backend: Backend, limits: SessionLimits) {
    super();
    this.#backend = backend;
    this.#limits = limits;
    this.#unsubscribe = backend.subscribe({
      notify: (message) => void this.push(message),
      destroy: (error) => void this.destroy(error),
    });
  }

  /** As of a socket: emits `connect`. */
  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  /** As of a socket; there is no network, so nothing happens. */
  setNoDelay(): this {
    return this;
  }

  /** As of a socket; there is no network, so nothing happens. */
  setKeepAlive(): this {
    return this;
  }

  /** As of a socket: an idle connection never keeps the process alive. */
  ref(): this {
    return this;
  }

  /** As of a socket: an idle connection never keeps the process alive. */
  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, callback: (error?: Error | null) => void): void {
    for (const message of this.#reader.read(chunk)) this.#accept(message);
    callback();
  }

  override _final(callback: (error?: Error | null) => void): void {
    void this.#work.then(() => {
      callback();
      this.destroy();
    });
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    clearTimeout(this.#idleTimer);
    this.#unsubscribe();
    this.#work = this.#work.then(() => this.#leave());
    callback(error);
  }

  #accept({ type, bytes }: FrontendMessage): void {
    if (type === 'X') return;
    if (type === 'startup') {
      this.#greet(bytes.readInt32BE(4));
      return;
    }
    const message = scopeStatement(bytes, this.#scope);
    if (type === 'P' && message !== bytes) this.#statements.add(preparedStatementName(message));
    this.#batch.push(message);
    if (!BATCH_ENDS.has(type)) return;
    const batch = refuseCopyFromStdin(this.#batch);
    this.#batch = [];
    this.#work = this.#work.then(() => this.#run(batch)).catch((error: Error) => void this.destroy(error));
  }

  #greet(code: number): void {
    if (code === SSL_REQUEST) this.push('N');
    else if (code === PROTOCOL_3) this.push(this.#backend.greeting);
    else this.destroy();
  }

  async #run(batch: Buffer): Promise<void> {
    clearTimeout(this.#idleTimer);
    if (this.destroyed) return;
    if (!this.#hasTurn) {
      await this.#backend.turn.take();
      this.#hasTurn = true;
      if (this.destroyed) return;
    }
    const reply = await this.#backend.exchange(batch);
    if (!this.destroyed) this.push(reply.bytes);
    if (reply.status === 'I') await this.#giveTurn();
    else this.#expectNextStatement();
  }

  async #giveTurn(): Promise<void> {
    this.#hasTurn = false;
    await this.#backend.rest();
  }

  #expectNextStatement(): void {
    if (this.destroyed) return;
    this.#idleTimer = setTimeout(() => {
      this.push(fatalErrorMessage('25P03', 'terminating connection due to idle-in-transaction timeout'));
      this.destroy();
    }, this.#limits.idleTransactionMilliseconds);
  }

  /** Rolls back and forgets prepared statements, as PostgreSQL does when a connection ends. A stopped database needs neither. */
  async #leave(): Promise<void> {
    if (!this.#hasTurn && this.#statements.size === 0) return;
    if (!this.#hasTurn) await this.#backend.turn.take();
    this.#hasTurn = false;
    const closes = [...this.#statements].map((name) => frontendMessage('C', Buffer.from(`S${name}\0`)));
    await this.#backend.exchange(Buffer.concat([ROLLBACK, ...closes, SYNC])).catch(() => undefined);
    await this.#backend.rest().catch(() => undefined);
  }
}
