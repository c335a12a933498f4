import { resolve } from 'node:path';
import { formatPlace } from '../../errors.ts';
import type { Finding } from '../../registry/contract/index.ts';
import { readFaultsFile } from '../faults/read-faults-file.ts';
import { openBackgroundWork } from './background-work.ts';
import { openLog } from './mock-log.ts';
import type { LogLevel } from './mock-log.ts';
import { findSources } from '../sources/find-sources.ts';
import type { LoadedMock, MockSource } from '../sources/mock-source.ts';
import { startMockServer } from './start-mock-server.ts';
import type { MockContract } from '../mock-contract.ts';
import type { MockServer, MockServerOptions } from './start-mock-server.ts';
import { warmUp } from './warm-up.ts';
import { watchMocks } from './watch-mocks.ts';

/** How to mock what is named. */
export interface MockOptions extends Omit<MockServerOptions, 'contracts' | 'faults' | 'log' | 'onRequest'> {
  /** Absolute path of the folder that names are relative to. */
  readonly cwd: string;
  /** Read again what changes on disk. What the mocks have stored stays. */
  readonly isWatching?: boolean;
  /** A file of faults, relative to `cwd`. */
  readonly faultsFile?: string;
  /** `warn` by default. */
  readonly logLevel?: LogLevel;
  /** Where the log goes; standard error by default. */
  readonly logFile?: string;
  /** Takes a line about something that keeps nothing from being served. */
  warn(line: string): void;
}

/** Mocks that are served. */
export interface Mocks extends Omit<MockServer, 'reload' | 'add' | 'remove' | 'useFaults'> {
  /** Says in one line what is served where. */
  readonly announcement: string;
}

/**
 * Serves what is named: contracts of the workspace by id, documents by path or glob, all contracts where nothing is named. Operations are
 * compiled when they are first called, or while nobody calls.
 *
 * @throws InterlockError as `findSources`, `readContract`, `readBehaviour`, `readFaultsFile`, `openLog` and `startMockServer` do.
 */
export async function startMocksOf(names: readonly string[], options: MockOptions): Promise<Mocks> {
  const { cwd, warn, isWatching, logLevel = 'warn', logFile, faultsFile, ...serverOptions } = options;
  const isPortEach = options.isPortEach ?? false;
  const find = () => findSources(names, { cwd, isEachAtRoot: isPortEach || options.target !== undefined });
  const found = await find();
  const { sources } = found;
  const loaded = await Promise.all(sources.map(async (source) => [source, await source.load()] as const));
  const contracts = loaded.map(([, { contract }]) => contract);
  const readFaults = (path: string) => (served: readonly MockContract[]) => readFaultsFile(path, cwd, served);
  const faults = faultsFile === undefined ? [] : await readFaults(faultsFile)(contracts);
  const log = await openLog(logLevel, logFile);
  const work = openBackgroundWork();
  const server = await startMockServer({ ...serverOptions, contracts, faults, log, onRequest: work.defer });
  work.defer();
  const introduceSoon = (mock: LoadedMock): void => work.add(introduce(mock, warn));
  for (const [, mock] of loaded) introduceSoon(mock);
  const watching = isWatching
    ? await watchMocks({
        server,
        found: options.target === undefined ? found : { sources },
        loaded,
        find,
        ...(faultsFile !== undefined && { faults: { name: faultsFile, path: resolve(cwd, faultsFile), read: readFaults(faultsFile) } }),
        warn,
        introduce: introduceSoon,
      })
    : undefined;
  return {
    url: server.url,
    urlOf: server.urlOf,
    proxy: server.proxy,
    announcement: announce(server, sources, isPortEach),
    async close() {
      watching?.close();
      work.stop();
      await server.close();
      await log.close();
    },
  };
}

/** Tells the faults of a draft, then compiles it, in steps: where a fault stands in a large document takes a while to find. */
function* introduce({ contract, findings }: LoadedMock, warn: (line: string) => void): Generator<unknown> {
  for (const finding of findings) {
    warn(describeFinding(finding));
    yield;
  }
  yield* warmUp(contract.compiled, warn);
}

/** `file:line:column  severity  rule  message`, as every report has it. */
function describeFinding({ place, severity, ruleId, message }: Finding): string {
  return `${formatPlace(place)}  ${severity}  ${ruleId}  ${message}`;
}

function announce(server: MockServer, sources: readonly MockSource[], isPortEach: boolean): string {
  const ids = sources.map(({ id }) => id);
  if (server.proxy) return `${ids[0]} forwarded from ${server.url} to ${server.proxy.target.url}`;
  if (ids.length === 1 && sources[0]!.mountPath === '') return `${ids[0]} mocked at ${server.url}`;
  const count = `${ids.length} contract${ids.length === 1 ? '' : 's'} mocked`;
  if (isPortEach) return `${count}: ${ids.map((id) => `${id} at ${server.urlOf(id)}`).join(', ')}`;
  return `${count} at ${server.url}/<contract id>: ${ids.join(', ')}`;
}
