import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { KNOWN_CODINGS, undoContentCodings } from '../http/bodies/undo-content-codings.ts';
import type { KeptBody } from './exchange.ts';

/** As much of a body as is kept to be judged, in bytes; more passes unjudged. */
export const MAX_JUDGED_BYTES = 4 * 1024 * 1024;

/** Listens to a message that passes, and keeps what its body was. Never slows it down, never changes it. */
export class BodyCopy {
  private chunks: Buffer[] = [];
  private length = 0;
  private readonly headers: IncomingHttpHeaders;
  private readonly isStream: boolean;

  constructor(message: IncomingMessage) {
    this.headers = message.headers;
    this.isStream = /^text\/event-stream\b/i.test(message.headers['content-type'] ?? '');
    message.on('data', (chunk: Buffer) => {
      this.length += chunk.length;
      if (this.isStream || this.length > MAX_JUDGED_BYTES) this.chunks = [];
      else this.chunks.push(chunk);
    });
  }

  /** The body, its content coding undone; to be asked for when the message has ended. */
  async kept(): Promise<KeptBody> {
    if (this.length === 0) return undefined;
    if (this.isStream) return { unjudged: 'a stream of events is not judged' };
    const tooLarge = { unjudged: `a body of more than ${MAX_JUDGED_BYTES} bytes is not judged` };
    if (this.length > MAX_JUDGED_BYTES) return tooLarge;
    const bytes = await undoContentCodings(Buffer.concat(this.chunks, this.length), this.headers['content-encoding'], MAX_JUDGED_BYTES);
    if (bytes === 'too-large') return tooLarge;
    if (bytes === 'unknown-coding') return { unjudged: `a body in a content coding other than ${KNOWN_CODINGS} is not judged` };
    if (bytes === 'broken') return { unjudged: 'the body does not have the content coding that its headers name' };
    return bytes.length === 0 ? undefined : { bytes };
  }
}
