import { createHash } from 'node:crypto';
import { InterlockError } from '../../errors.ts';
import { controlRoutes } from '../control/control-routes.ts';
import { serveControl } from '../control/serve-control.ts';
import { openBroker } from '../broker/open-broker.ts';
import type { Broker } from '../broker/open-broker.ts';
import { Callbacks } from '../callbacks/callbacks.ts';
import type { CallbackSettings } from '../callbacks/callbacks.ts';
import type { DeliverySink } from '../events/delivery-sink.ts';
import { EventLinks } from '../events/event-links.ts';
import { EventExchange } from '../events/event-exchange.ts';
import { EventStreams } from '../events/event-streams.ts';
import type { FaultRule } from '../faults/fault-rule.ts';
import { createApp } from './create-app.ts';
import { createDispatch } from './dispatch.ts';
import { listen } from './listen.ts';
import type { Listening } from './listen.ts';
import { makeMount, mountPathOf } from './make-mount.ts';
import type { Mount } from './make-mount.ts';
import type { MockContract } from '../mock-contract.ts';
import { NO_LOG } from './mock-log.ts';
import type { MockLog } from './mock-log.ts';
import { targetAt } from '../proxy/forward.ts';
import type { Target } from '../proxy/forward.ts';
import type { Proxy } from '../proxy/proxy-mount.ts';
import type { UseRecorder } from '../uses/use-recorder.ts';
import { PortNumbers } from './port-numbers.ts';
import { ServedMounts } from './served-mounts.ts';
import { Sessions } from '../state/sessions.ts';

/** What to serve, and where. */
export interface MockServerOptions {
  readonly contracts: readonly MockContract[];
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** The loopback address by default: mocks are for this machine. */
  readonly host?: string;
  /** Give each contract a port of its own: `port`, and those that follow. */
  readonly isPortEach?: boolean;
  /** Take bearer tokens of any issuer, as they are. */
  readonly takesAnyToken?: boolean;
  /** Let pages of any origin call the mocks. */
  readonly isOpenToBrowsers?: boolean;
  /** Decides every generated value: the same seed and the same requests give the same answers. '' by default. */
  readonly seed?: string;
  /** Faults beside those of each contract's mock.yaml. */
  readonly faults?: readonly FaultRule[];
  /** Nothing is logged by default. */
  readonly log?: MockLog;
  /** Is told of every request, when it comes and when it is answered. */
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
  /** Serves a further contract. One that was served before has what it stored, and its port. Throws as `startMockServer` does, and then serves on as before. */
  add(contract: MockContract): Promise<void>;
  /** Serves a contract no more. */
  remove(contractId: string): Promise<void>;
  /** Sets the faults beside those of each contract's mock.yaml. */
  useFaults(faults: readonly FaultRule[]): void;
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
  const portNumbers = new PortNumbers(port);
  if (isPortEach) for (const { id } of contracts) portNumbers.of(id);
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
  const tokens = { key: tokenKey, takesAny: options.takesAnyToken ?? false };
  const callbacks = new Callbacks(options.callbacks ?? {}, { tokenKey, seed: seed ?? '' });
  const settings = { tokens, sessions, exchange, streams, sink, callbacks, faults, target, recorder, log };
  const links = new EventLinks();
  links.check(contracts);
  const mounts = new ServedMounts(isPortEach);
  for (const contract of contracts) {
    mounts.check(contract.id, mountPathOf(contract));
    mounts.add(makeMount(contract, settings));
    links.keep(contract);
  }
  sessions.plan((session) => mounts.all.flatMap((mount) => mount.agendaOf?.(session) ?? []));
  const control = serveControl(controlRoutes(mounts.all, settings), sessions);
  const appSettings = { control, log, isOpenToBrowsers: options.isOpenToBrowsers ?? false };
  const ports: { readonly mounts: Map<string, Mount>; readonly listening: Listening }[] = [];
  const serve = async (served: readonly Mount[], at: number): Promise<void> => {
    const byPath = new Map(served.map((mount) => [mount.mountPath, mount]));
    const listening = await listen(createApp(byPath, createDispatch(byPath, log, onRequest), appSettings), at, host);
    ports.push({ mounts: byPath, listening });
  };
  const serveAlone = (mount: Mount): Promise<void> => serve([mount], portNumbers.of(mount.contractId));
  const portOf = (mount: Mount) => ports.find((one) => one.mounts.get(mount.mountPath) === mount);
  const proxy = mounts.all[0]?.proxy;
  const close = async (): Promise<void> => {
    streams.close();
    await Promise.all(ports.map(({ listening }) => listening.close()));
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
    if (!isPortEach) await serve(mounts.all, port);
    else for (const mount of mounts.all) await serveAlone(mount);
  } catch (error) {
    await close();
    throw error;
  }
  const forget = (mount: Mount): void => {
    mounts.remove(mount);
    exchange.close(mount.contractId);
    links.drop(mount.contractId);
  };
  const renewBroker = (): void => void broker?.serve().catch((error: unknown) => log.warn(String(error)));
  const url = ports[0]?.listening.url ?? '';
  return {
    url,
    urlOf(contractId) {
      const mount = mounts.find(contractId);
      return mount ? (portOf(mount)?.listening.url ?? url) + mount.mountPath : `${url}/${contractId}`;
    },
    reload(contract) {
      links.check([contract]);
      mounts.find(contract.id)?.reload(contract);
      links.keep(contract);
      renewBroker();
    },
    async add(contract) {
      const mountPath = mountPathOf(contract);
      mounts.check(contract.id, mountPath);
      links.check([contract]);
      const known = mounts.findGone(contract.id, mountPath);
      known?.reload(contract);
      const mount = known ?? makeMount(contract, settings);
      mounts.add(mount);
      links.keep(contract);
      try {
        if (isPortEach) await serveAlone(mount);
        else ports[0]?.mounts.set(mountPath, mount);
      } catch (error) {
        forget(mount);
        throw error;
      }
      renewBroker();
    },
    async remove(contractId) {
      const mount = mounts.find(contractId);
      if (!mount) return;
      forget(mount);
      const at = portOf(mount);
      at?.mounts.delete(mount.mountPath);
      if (isPortEach && at) {
        ports.splice(ports.indexOf(at), 1);
        await at.listening.close();
      }
      renewBroker();
    },
    useFaults(given) {
      settings.faults = given;
      for (const mount of mounts.all) mount.refault?.();
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
