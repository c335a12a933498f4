import { formatPlace } from '../errors.ts';
import type { Finding } from '../registry/contract/index.ts';
import { findSources } from './sources/find-sources.ts';
import { startMockServer } from './start-mock-server.ts';
import type { MockServer, MockServerOptions } from './start-mock-server.ts';

/** How to mock what is named. */
export interface MockOptions extends Omit<MockServerOptions, 'contracts'> {
  /** Absolute path of the folder that names are relative to. */
  readonly cwd: string;
  /** Takes a line about something that keeps nothing from being served. */
  warn(line: string): void;
}

/** Mocks that are served. */
export interface Mocks extends MockServer {
  /** Says in one line what is served where. */
  readonly announcement: string;
}

/**
 * Serves what is named: contracts of the workspace by id, documents by path or glob, all contracts where nothing is named.
 *
 * @throws InterlockError as `findSources`, `readContract`, `readBehaviour` and `startMockServer` do.
 */
export async function startMocksOf(names: readonly string[], options: MockOptions): Promise<Mocks> {
  const { cwd, warn, ...serverOptions } = options;
  const sources = await findSources(names, { cwd, isEachAtRoot: options.isPortEach ?? false });
  const loaded = await Promise.all(sources.map((source) => source.load()));
  for (const { findings } of loaded) for (const finding of findings) warn(describeFinding(finding));
  const server = await startMockServer({ ...serverOptions, contracts: loaded.map(({ contract }) => contract) });
  return { ...server, announcement: announce(server, sources, options.isPortEach ?? false) };
}

/** `file:line:column  severity  rule  message`, as every report has it. */
function describeFinding({ place, severity, ruleId, message }: Finding): string {
  return `${formatPlace(place)}  ${severity}  ${ruleId}  ${message}`;
}

function announce(
  server: MockServer,
  sources: readonly { readonly id: string; readonly mountPath: string }[],
  isPortEach: boolean,
): string {
  const ids = sources.map(({ id }) => id);
  if (ids.length === 1 && sources[0]!.mountPath === '') return `${ids[0]} mocked at ${server.url}`;
  const count = `${ids.length} contract${ids.length === 1 ? '' : 's'} mocked`;
  if (isPortEach) return `${count}: ${ids.map((id) => `${id} at ${server.urlOf(id)}`).join(', ')}`;
  return `${count} at ${server.url}/<contract id>: ${ids.join(', ')}`;
}
