import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
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
    let bytes: Uint8Array = Buffer.concat(this.chunks, this.length);
    const codings = (this.headers['content-encoding'] ?? '').toLowerCase().split(/\s*,\s*/);
    for (const coding of codings.toReversed()) {
      const undo = UNDO[coding];
      if (!undo) return { unjudged: 'a body in a content coding other than gzip, deflate and br is not judged' };
      try {
        bytes = await undo(bytes);
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
          ? tooLarge
          : { unjudged: 'the body does not have the content coding that its headers name' };
      }
    }
    return bytes.length === 0 ? undefined : { bytes };
  }
}

const LIMITS = { maxOutputLength: MAX_JUDGED_BYTES };
const [ungzip, undeflate, unbrotli] = [promisify(gunzip), promisify(inflate), promisify(brotliDecompress)];

const UNDO: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>>> = {
  '': (bytes) => bytes,
  identity: (bytes) => bytes,
  gzip: (bytes) => ungzip(bytes, LIMITS),
  'x-gzip': (bytes) => ungzip(bytes, LIMITS),
  deflate: (bytes) => undeflate(bytes, LIMITS),
  br: (bytes) => unbrotli(bytes, LIMITS),
};
