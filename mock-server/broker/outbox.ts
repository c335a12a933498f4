import type { JetStreamClient } from '@nats-io/jetstream';
import type { MsgHdrs } from '@nats-io/transport-node';

/** A message on its way to the broker. */
export interface Outgoing {
  readonly subject: string;
  readonly headers: MsgHdrs;
  readonly payload: Uint8Array;
}

const MAX_WAITING = 10_000;
const PUBLISH_TIMEOUT_MS = 5000;

/**
 * Sends messages to the broker one after the other, each until the broker has stored it: while the broker is away they wait, 10,000 at
 * most. Each has an id of its own, so that one that is sent again is not stored twice.
 */
export class Outbox {
  private readonly client: JetStreamClient;
  private readonly warn: (line: string) => void;
  private readonly run = crypto.randomUUID();
  private sent = 0;
  private waiting = 0;
  private closed = false;
  private last: Promise<void> = Promise.resolve();

  constructor(client: JetStreamClient, warn: (line: string) => void) {
    this.client = client;
    this.warn = warn;
  }

  send(message: Outgoing): void {
    if (this.closed) return;
    if (this.waiting >= MAX_WAITING)
      return this.warn(`a message for ${message.subject} is lost: ${MAX_WAITING} wait for the broker already`);
    this.waiting += 1;
    const msgID = `${this.run}-${++this.sent}`;
    this.last = this.last.then(async () => {
      await this.publish(message, msgID);
      this.waiting -= 1;
    });
  }

  /** Resolves when all that was sent so far is stored, or given up. */
  flush(): Promise<void> {
    return this.last;
  }

  /** Gives up what waits. */
  close(): void {
    this.closed = true;
  }

  private async publish({ subject, headers, payload }: Outgoing, msgID: string): Promise<void> {
    while (!this.closed) {
      try {
        await this.client.publish(subject, payload, { headers, msgID, timeout: PUBLISH_TIMEOUT_MS });
        return;
      } catch (error) {
        if (this.closed || !isPassing(error)) return this.warn(`a message for ${subject} cannot be delivered: ${String(error)}`);
      }
    }
  }
}

/** A broker that is away or slow comes back; one that refuses a message refuses it again. */
function isPassing(error: unknown): boolean {
  return error instanceof Error && /Timeout|NoResponders|Connection|Request|Disconnected/i.test(`${error.name} ${error.message}`);
}
