import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InterlockError } from '../../errors.ts';
import { endGarbled } from '../http/end-garbled.ts';
import { nodeHttp } from './node-http.ts';

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:4010`, with no slash at the end. */
  readonly url: string;
  /** Takes no more connections, and ends those that there are: idle ones at once, the others when their answer is out, or a second later. */
  close(): Promise<void>;
}

/** How long clients may take, in milliseconds. */
export interface Deadlines {
  /** From a connection, or the last answer on it, to the end of a request's head. */
  readonly headMs: number;
  /** To the end of its body. */
  readonly requestMs: number;
  /** Connections on which nothing passes are ended then. Longer than any fault holds an answer back. */
  readonly silenceMs: number;
}

const DEADLINES: Deadlines = { headMs: 30_000, requestMs: 120_000, silenceMs: 15 * 60_000 };

/** Time that answers under way have when the server ends. */
const GRACE_MILLISECONDS = 1000;

/**
 * Serves on a port; 0 lets the system choose. A client that does not send a whole request in time is answered with 408.
 *
 * @throws InterlockError PORT_IN_USE; USAGE for a host or port that this machine does not have, or may not be taken.
 */
export async function listen(serve: RequestListener, port: number, host: string, deadlines: Deadlines = DEADLINES): Promise<Listening> {
  const { headMs, requestMs, silenceMs } = deadlines;
  const server = nodeHttp().createServer(
    { headersTimeout: headMs, requestTimeout: requestMs, connectionsCheckingInterval: headMs / 10 },
    serve,
  );
  server.setTimeout(silenceMs);
  server.on('clientError', endGarbled);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(failureToListen(cause, port, host)));
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, close: () => close(server) };
}

function failureToListen(cause: NodeJS.ErrnoException, port: number, host: string): unknown {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new InterlockError('PORT_IN_USE', `port ${port} of ${host} is in use: choose another with --port, or 0 for any`, { cause });
    case 'EACCES':
      return new InterlockError('USAGE', `port ${port} of ${host} may not be taken: choose one above 1023, or 0 for any`, { cause });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new InterlockError('USAGE', `'${host}' is no address of this machine`, { cause });
    default:
      return cause;
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const grace = setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS);
    server.close((error) => {
      clearTimeout(grace);
      if (error && (error as NodeJS.ErrnoException).code !== 'ERR_SERVER_NOT_RUNNING') reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}
