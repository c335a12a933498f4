import { connect } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case; the last of a name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** How long the server may stay silent before an exchange counts as hung. */
const PATIENCE_MILLISECONDS = 10_000;

/**
 * Sends bytes on a connection of their own and reads the first final answer until the server closes the connection; undefined when it
 * closes without one. Rejects when the server says nothing for ten seconds.
 */
export function exchangeRaw(port: number, bytes: Uint8Array): Promise<RawAnswer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(PATIENCE_MILLISECONDS, () => {
      socket.destroy();
      reject(new Error(`the server was silent for ${PATIENCE_MILLISECONDS} ms`));
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(parseAnswer(Buffer.concat(chunks))));
    socket.write(bytes);
  });
}

function parseAnswer(bytes: Buffer): RawAnswer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...fields] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(line)?.[1]);
  const rest = bytes.subarray(end + 4);
  if (status >= 100 && status < 200) return parseAnswer(rest);
  const headers = new Map(
    fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]),
  );
  return { status, headers, body: headers.get('transfer-encoding') === 'chunked' ? unchunk(rest) : ownBody(rest, headers) };
}

function ownBody(rest: Buffer, headers: ReadonlyMap<string, string>): Buffer {
  const length = headers.get('content-length');
  return length === undefined ? rest : rest.subarray(0, Number(length));
}

function unchunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = bytes.indexOf('\r\n', at);
    const length = end < 0 ? 0 : Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (!(length > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}
