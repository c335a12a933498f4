/** The code in place of a protocol version that asks for TLS (PostgreSQL 18, 54.7 Message Formats, SSLRequest). */
export const SSL_REQUEST = 80_877_103;
/** The protocol version 3.0 in a startup message. */
export const PROTOCOL_3 = 196_608;

/** One message of a client. The first of a connection has no type byte: it is `startup`. `bytes` is the whole message. */
export interface FrontendMessage {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Cuts a client's bytes into the messages of PostgreSQL's protocol 3 (PostgreSQL 18, chapter 54). */
export class FrontendMessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #started = false;

  /** The messages that are complete with these bytes, in order; a part of a message waits for the next call. */
  *read(bytes: Buffer): Generator<FrontendMessage> {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const typeLength = this.#started ? 1 : 0;
      if (this.#rest.length < typeLength + 4) return;
      const length = typeLength + this.#rest.readInt32BE(typeLength);
      if (this.#rest.length < length) return;
      const message = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      const type = this.#started ? String.fromCharCode(message[0]!) : 'startup';
      if (type !== 'startup' || message.readInt32BE(4) !== SSL_REQUEST) this.#started = true;
      yield { type, bytes: message };
    }
  }
}

/** A message of this type with this body. */
export function frontendMessage(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** A simple query. */
export function queryMessage(sql: string): Buffer {
  return frontendMessage('Q', Buffer.from(`${sql}\0`));
}

/** The message that opens a connection. */
export function startupMessage(parameters: Readonly<Record<string, string>>): Buffer {
  const text = Object.entries(parameters).map(([name, value]) => `${name}\0${value}\0`);
  const body = Buffer.concat([Buffer.alloc(4), Buffer.from(`${text.join('')}\0`)]);
  body.writeInt32BE(PROTOCOL_3, 0);
  return frontendMessage('\0', body).subarray(1);
}
