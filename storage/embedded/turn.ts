/**
 * The right to speak to a database that has one session, handed on in the order of asking. Whoever takes it keeps it until the end of a
 * transaction.
 */
export class Turn {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  /** Resolves when the turn is the caller's; it must be given back. */
  async take(): Promise<void> {
    if (!this.#taken) {
      this.#taken = true;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Hands the turn to whoever has waited longest. Timers and sockets get their chance in between, so a busy database starves nobody. */
  give(): void {
    const next = this.#waiting.shift();
    if (next) setImmediate(next);
    else this.#taken = false;
  }
}
