import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** A request as it is written to the wire, and the status that its answer must have. */
export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
}

const CONNECTIONS = 8;

/** Sends a request so many times over a few connections that stay open, each waiting for its answer. Throws for an answer of another status. */
export async function sendRequests(port: number, request: PlainRequest, count: number): Promise<void> {
  const bytes = write(request);
  let left = count;
  await Promise.all(Array.from({ length: CONNECTIONS }, () => runConnection(port, request.status, () => (left-- > 0 ? bytes : undefined))));
}

function write({ method, path, body }: PlainRequest): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [`${method} ${path} HTTP/1.1`, 'host: mock', 'accept: application/json', 'user-agent: bench'];
  if (text !== '') head.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`);
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
}

function runConnection(port: number, status: number, next: () => Buffer | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    let received: Buffer = Buffer.alloc(0);
    const send = (): void => {
      const bytes = next();
      if (bytes) socket.write(bytes);
      else socket.end(resolve);
    };
    socket.setNoDelay(true);
    socket.once('connect', send);
    socket.once('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const end = endOfAnswer(received);
      if (end === undefined) return;
      const head = received.toString('latin1', 0, 12);
      if (!head.endsWith(` ${status}`)) {
        socket.destroy();
        reject(new Error(`expected ${status}: ${received.toString().slice(0, 2000)}`));
        return;
      }
      received = received.subarray(end);
      send();
    });
  });
}

/** Where the first answer ends, by its Content-Length or its last chunk; undefined when it has not come whole. */
function endOfAnswer(received: Buffer): number | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.toString('latin1', 0, headEnd);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length === undefined && /^transfer-encoding: *chunked/im.test(head)) {
    const last = received.indexOf('\r\n0\r\n\r\n', headEnd);
    return last < 0 ? undefined : last + 7;
  }
  const end = headEnd + 4 + Number(length ?? 0);
  return received.length >= end ? end : undefined;
}
