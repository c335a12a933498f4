/** A request that the mock sent of its own accord, or would have sent, and what came of it. */
export interface SentCallback {
  readonly id: number;
  readonly contract: string;
  /** Key of the callback's or webhook's operation in the contract. */
  readonly operation: string;
  readonly method: string;
  /** Where it goes; the expression where it could not be filled. */
  readonly url: string;
  status: 'sending' | 'delivered' | 'failed' | 'not-sent';
  attempts: number;
  /** Of the last answer. */
  answered?: number;
  /** Why it failed or was not sent, or what is wrong with the answer. */
  detail?: string;
}

/** What a log holds, as a snapshot has it. */
export interface CallbacksSnapshot {
  readonly lastId: number;
  readonly sent: readonly SentCallback[];
}

const MAX_KEPT = 1000;

/** What a session's mocks sent of their own accord; the last 1,000. */
export class CallbackLog {
  private kept: SentCallback[] = [];
  private lastId = 0;
  private readonly sending = new Set<Promise<void>>();

  get nextId(): number {
    return this.lastId + 1;
  }

  add(callback: Omit<SentCallback, 'id' | 'attempts'>): SentCallback {
    const entry = { id: ++this.lastId, attempts: 0, ...callback };
    this.kept.push(entry);
    if (this.kept.length > MAX_KEPT) this.kept.shift();
    return entry;
  }

  list(): readonly SentCallback[] {
    return this.kept;
  }

  /** Forgets what was sent for a contract. */
  forget(contractId: string): void {
    this.kept = this.kept.filter(({ contract }) => contract !== contractId);
    if (this.kept.length === 0) this.lastId = 0;
  }

  /** What was sent and is settled, as JSON. */
  snapshot(): CallbacksSnapshot {
    return { lastId: this.lastId, sent: this.kept.filter(({ status }) => status !== 'sending') };
  }

  /** Lists what a snapshot says. What is being sent arrives, and is not listed. */
  restore({ lastId, sent }: CallbacksSnapshot): void {
    this.kept = sent.map((one) => ({ ...one }));
    this.lastId = lastId;
  }

  /** Counts a sending among those that `settled` waits for. */
  track(sending: Promise<void>): void {
    this.sending.add(sending);
    void sending.finally(() => this.sending.delete(sending));
  }

  /** Resolves when nothing is being sent. */
  async settled(): Promise<void> {
    while (this.sending.size > 0) await Promise.all(this.sending);
  }
}
