import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ErrorRequestHandler } from 'express';
import { InterlockError } from '../errors.ts';
import { controlRoutes } from './control-routes.ts';
import { makeMount } from './make-mount.ts';
import type { MockContract } from './mock-contract.ts';
import { refuse, sendProblem } from './http/problem.ts';
import { endGarbled } from './http/end-garbled.ts';
import { Sessions } from './state/sessions.ts';

/** What to serve, and where. */
export interface MockServerOptions {
  readonly contracts: readonly MockContract[];
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** The loopback address by default: mocks are for this machine. */
  readonly host?: string;
  /** Decides every generated value: the same seed and the same requests give the same answers. '' by default. */
  readonly seed?: string;
}

/** A mock server that listens. */
export interface MockServer {
  /** `http://127.0.0.1:4010`, with no slash at the end. */
  readonly url: string;
  /** Where a contract is served: `http://127.0.0.1:4010/patient-accounts`. */
  urlOf(contractId: string): string;
  /** Ends every subscription and connection, and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves every contract under `/<contract id>`, HTTP and events alike, and the server's own `/__interlock` routes: health, state, clocks and
 * tokens.
 *
 * @throws InterlockError PORT_IN_USE; WORKSPACE_INVALID for a mock.yaml that does not fit its contract; USAGE for two contracts with one id.
 * @example const server = await startMockServer({ contracts: [{ id: 'patient-accounts', compiled, behaviour }] });
 */
export async function startMockServer(options: MockServerOptions): Promise<MockServer> {
  const tokenKey = randomBytes(32);
  const app = express();
  app.disable('x-powered-by').disable('etag');
  const sessions = new Sessions(options.seed);
  const mounts = options.contracts.map((contract) => makeMount(contract, tokenKey, sessions));
  const ids = new Set<string>();
  app.use('/__interlock', controlRoutes(mounts, tokenKey, sessions));
  for (const { contractId, serve } of mounts) {
    if (ids.has(contractId)) throw new InterlockError('USAGE', `two contracts have the id '${contractId}'`);
    ids.add(contractId);
    app.use(`/${contractId}`, serve);
  }
  app.use((_request: IncomingMessage, response: ServerResponse) => {
    sendProblem(response, refuse(404, 'UNKNOWN_CONTRACT', `The path names none of the contracts that are served: ${[...ids].join(', ')}`));
  });
  app.use(answerFailure);
  const server = createServer(app);
  server.on('clientError', endGarbled);
  await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const host = options.host ?? '127.0.0.1';
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { url, urlOf: (contractId) => `${url}/${contractId}`, close: () => close(server) };
}

/** Express knows an error handler by its four parameters. */
const answerFailure: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const status = (error as { readonly status?: unknown } | undefined)?.status;
  const clients = typeof status === 'number' && status >= 400 && status < 500;
  sendProblem(
    response,
    clients
      ? refuse(status, 'REQUEST_MALFORMED', 'The request cannot be read')
      : refuse(500, 'MOCK_FAILED', 'The mock server failed: please report this as a bug'),
  );
};

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(
        taken
          ? new InterlockError('PORT_IN_USE', `port ${port} of ${host} is in use: choose another with --port, or 0 for any`, { cause })
          : cause,
      );
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error && (error as NodeJS.ErrnoException).code !== 'ERR_SERVER_NOT_RUNNING' ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
