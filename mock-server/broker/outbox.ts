import { setTimeout } from 'node:timers/promises';
import type { JetStreamClient } from '@nats-io/jetstream';
import type { MsgHdrs } from '@nats-io/transport-node';
import { isPassing } from './is-passing.ts';

/** A message on its way to the broker. */
export interface Outgoing {
  readonly subject: string;
  readonly headers: MsgHdrs;
  readonly payload: Uint8Array;
}

const MAX_WAITING = 10_000;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const PUBLISH_TIMEOUT_MS = 5000;

/** Between two tries to send a message. */
export const RETRY_AFTER_MS = 250;

/**
 * Sends messages to the broker one after the other, each until the broker has stored it: while the broker is away they wait, 10,000 and 64 MiB at
 * most. What the broker refuses is given up with a warning. Each has an id of its own, so that one that is sent again is not stored twice.
 */
export class Outbox {
  private readonly client: Pick<JetStreamClient, 'publish'>;
  private readonly warn: (line: string) => void;
  private readonly run = crypto.randomUUID();
  private readonly closing = new AbortController();
  private sent = 0;
  private waiting = 0;
  private waitingBytes = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(client: Pick<JetStreamClient, 'publish'>, warn: (line: string) => void) {
    this.client = client;
    this.warn = warn;
  }

  send(message: Outgoing): void {
    if (this.closing.signal.aborted) return;
    const bytes = sizeOf(message);
    if (this.waiting >= MAX_WAITING || (this.waiting > 0 && this.waitingBytes + bytes > MAX_WAITING_BYTES)) {
      return this.warn(`a message for ${message.subject} is lost: ${this.waiting} wait for the broker already`);
    }
    this.waiting += 1;
    this.waitingBytes += bytes;
    const msgID = `${this.run}-${++this.sent}`;
    this.last = this.last.then(async () => {
      await this.publish(message, msgID);
      this.waiting -= 1;
      this.waitingBytes -= bytes;
    });
  }

  /** Resolves when all that was sent so far is stored, or given up. */
  flush(): Promise<void> {
    return this.last;
  }

  /** Gives up what waits. */
  close(): void {
    this.closing.abort();
  }

  private async publish({ subject, headers, payload }: Outgoing, msgID: string): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        await this.client.publish(subject, payload, { headers, msgID, timeout: PUBLISH_TIMEOUT_MS });
        return;
      } catch (error) {
        if (signal.aborted || !(await isPassing(error))) return this.warn(`a message for ${subject} cannot be delivered: ${String(error)}`);
        await setTimeout(RETRY_AFTER_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

function sizeOf({ headers, payload }: Outgoing): number {
  const ofHeaders = headers.keys().reduce((sum, name) => sum + name.length + headers.values(name).join('').length, 0);
  return payload.length + ofHeaders;
}
