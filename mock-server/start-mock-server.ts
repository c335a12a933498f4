import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import type { ErrorRequestHandler, Express, Router } from 'express';
import { InterlockError } from '../errors.ts';
import { controlRoutes } from './control-routes.ts';
import { openBroker } from './broker/open-broker.ts';
import type { Broker } from './broker/open-broker.ts';
import { Callbacks } from './callbacks/callbacks.ts';
import type { CallbackSettings } from './callbacks/callbacks.ts';
import type { DeliverySink } from './events/delivery-sink.ts';
import { EventExchange } from './events/event-exchange.ts';
import { EventStreams } from './events/event-streams.ts';
import type { FaultRule } from './faults/fault-rule.ts';
import { CONTROL_PATH, createDispatch } from './dispatch.ts';
import type { Dispatch } from './dispatch.ts';
import { refuse, sendProblem } from './http/problem.ts';
import { listen } from './listen.ts';
import type { Listening } from './listen.ts';
import { makeMount } from './make-mount.ts';
import type { Mount } from './make-mount.ts';
import type { MockContract } from './mock-contract.ts';
import { NO_LOG } from './mock-log.ts';
import type { MockLog } from './mock-log.ts';
import { targetAt } from './proxy/forward.ts';
import type { Target } from './proxy/forward.ts';
import type { Proxy } from './proxy/proxy-mount.ts';
import type { UseRecorder } from './uses/use-recorder.ts';
import { Sessions } from './state/sessions.ts';

/** What to serve, and where. */
export interface MockServerOptions {
  readonly contracts: readonly MockContract[];
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** The loopback address by default: mocks are for this machine. */
  readonly host?: string;
  /** Give each contract a port of its own: `port`, and those that follow. */
  readonly isPortEach?: boolean;
  /** Decides every generated value: the same seed and the same requests give the same answers. '' by default. */
  readonly seed?: string;
  /** Faults beside those of each contract's mock.yaml. */
  readonly faults?: readonly FaultRule[];
  /** Nothing is logged by default. */
  readonly log?: MockLog;
  /** Is told of every request. */
  onRequest?(): void;
  /** A NATS server with JetStream that the channels of event contracts are on as well: `nats://127.0.0.1:4222`. */
  readonly broker?: string;
  /** URL of the system whose traffic is forwarded and judged instead of being mocked; there is then one contract. */
  readonly target?: string;
  /** Notes what each application uses. */
  readonly recorder?: UseRecorder;
  /** How callbacks and webhooks are sent: to loopback alone by default. */
  readonly callbacks?: CallbackSettings;
}

/** A mock server that listens. */
export interface MockServer {
  /** `http://127.0.0.1:4010`, with no slash at the end; the first, where each contract has a port of its own. */
  readonly url: string;
  /** Where a contract is served: `http://127.0.0.1:4010/patient-accounts`. */
  urlOf(contractId: string): string;
  /** What is known of the traffic, where it is forwarded. */
  readonly proxy: Proxy | undefined;
  /** Serves a contract as it now stands: what its mock has stored stays. Throws as `startMockServer` does, and then serves on as before. */
  reload(contract: MockContract): void;
  /** Ends every subscription and connection, and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves every contract under its path, HTTP and events alike, and the server's own `/__interlock` routes: health, state, clocks and
 * tokens.
 *
 * @throws InterlockError PORT_IN_USE; WORKSPACE_INVALID for a mock.yaml that does not fit its contract; USAGE for two contracts with one id, or
 * one path; BROKER_UNAVAILABLE.
 * @example const server = await startMockServer({ contracts: [{ id: 'patient-accounts', compiled, behaviour }] });
 */
export async function startMockServer(options: MockServerOptions): Promise<MockServer> {
  const {
    contracts,
    port = 0,
    host = '127.0.0.1',
    isPortEach = false,
    seed,
    faults = [],
    log = NO_LOG,
    onRequest = () => {},
    recorder,
  } = options;
  const target = options.target === undefined ? undefined : targetFor(options.target, contracts);
  const tokenKey = createHash('sha256')
    .update(`interlock token ${seed ?? ''}`)
    .digest();
  const sessions = new Sessions(seed);
  const exchange = new EventExchange((line) => log.warn(line));
  const streams = new EventStreams();
  let broker: Broker | undefined;
  const sink: DeliverySink = {
    deliver: (...delivery) => broker?.deliver(...delivery),
    refuse: (...letter) => broker?.refuse(...letter),
  };
  const callbacks = new Callbacks(options.callbacks ?? {});
  const settings = { tokenKey, sessions, exchange, streams, sink, callbacks, faults, target, recorder };
  const mounts = contracts.map((contract) => makeMount(contract, settings));
  checkDistinct(mounts, isPortEach);
  sessions.plan((session) => mounts.flatMap((mount) => mount.agendaOf?.(session) ?? []));
  const control = controlRoutes(mounts, settings);
  const urls = new Map<string, string>();
  const listening: Listening[] = [];
  const serve = async (served: readonly Mount[], at: number): Promise<void> => {
    const one = await listen(createApp(served, createDispatch(served, log, onRequest), control, log), at, host);
    listening.push(one);
    for (const { contractId, mountPath } of served) urls.set(contractId, one.url + mountPath);
  };
  const proxy = mounts[0]?.proxy;
  const close = async (): Promise<void> => {
    streams.close();
    await Promise.all(listening.map((one) => one.close()));
    target?.close();
    await proxy?.settled();
    callbacks.close();
    await broker?.close();
  };
  try {
    if (options.broker !== undefined) {
      broker = await openBroker(options.broker, { exchange, sessions, warn: (line) => log.warn(line) });
      await broker.serve();
    }
    if (!isPortEach) await serve(mounts, port);
    else for (const [index, mount] of mounts.entries()) await serve([mount], port === 0 ? 0 : port + index);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: listening[0]?.url ?? '',
    urlOf: (contractId) => urls.get(contractId) ?? `${listening[0]?.url ?? ''}/${contractId}`,
    reload(contract) {
      mounts.find(({ contractId }) => contractId === contract.id)?.reload(contract);
      broker?.serve().catch((error: unknown) => log.warn(String(error)));
    },
    proxy,
    close,
  };
}

function targetFor(url: string, contracts: readonly MockContract[]): Target {
  if (contracts.length === 1) return targetAt(url);
  throw new InterlockError(
    'USAGE',
    `one target serves one contract, and ${contracts.length} are named: name the one that the target implements`,
  );
}

function checkDistinct(mounts: readonly Mount[], isPortEach: boolean): void {
  const ids = new Set<string>();
  const paths = new Set<string>();
  for (const { contractId, mountPath } of mounts) {
    if (ids.has(contractId)) throw new InterlockError('USAGE', `two contracts have the id '${contractId}'`);
    if (paths.has(mountPath) && !isPortEach) throw new InterlockError('USAGE', `two contracts would be served at '${mountPath}/'`);
    ids.add(contractId);
    paths.add(mountPath);
  }
}

function createApp(served: readonly Mount[], dispatch: Dispatch, control: Router, log: MockLog): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(dispatch);
  app.use(CONTROL_PATH, control);
  const names = served.map(({ contractId }) => contractId).join(', ');
  app.use((_request: IncomingMessage, response: ServerResponse) => {
    sendProblem(response, refuse(404, 'UNKNOWN_CONTRACT', `The path names none of the contracts that are served: ${names}`));
  });
  app.use(answerFailure(log));
  return app;
}

/** Express knows an error handler by its four parameters. */
function answerFailure(log: MockLog): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const { status, code, stack } = (error ?? {}) as { readonly status?: unknown; readonly code?: unknown; readonly stack?: unknown };
    if (response.destroyed || code === 'ECONNRESET') return;
    const clients = typeof status === 'number' && status >= 400 && status < 500;
    if (!clients) log.error('the mock server failed', { stack: String(stack ?? error) });
    sendProblem(
      response,
      clients
        ? refuse(status, 'REQUEST_MALFORMED', 'The request cannot be read')
        : refuse(500, 'MOCK_FAILED', 'The mock server failed: please report this as a bug'),
    );
  };
}
