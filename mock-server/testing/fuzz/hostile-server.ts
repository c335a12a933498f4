import { expect, onTestFinished } from 'vitest';
import type { HttpOperation } from '../../../registry/contract/index.ts';
import type { MockContract } from '../../mock-contract.ts';
import { NO_LOG } from '../../server/mock-log.ts';
import { startMockServer } from '../../server/start-mock-server.ts';
import type { MockServer } from '../../server/start-mock-server.ts';
import { authorize } from '../serve.ts';
import { bytesOf } from './hostile-requests.ts';
import type { HostileRequest } from './hostile-request.ts';
import { exchangeRaw } from './raw-exchange.ts';
import type { RawAnswer } from './raw-exchange.ts';

/** A mock server under attack. */
export interface HostileServer {
  readonly server: MockServer;
  /** A token with every scope that the contracts know. */
  readonly authorization: string;
  /** Sends a request on a connection of its own. */
  send(request: HostileRequest): Promise<RawAnswer | undefined>;
  /** What the server says that failed in it since the last call. */
  failures(): readonly string[];
}

/** Serves contracts until the test ends; fails it when the server does not close within two seconds, or when a prototype was changed. */
export async function startHostileServer(...contracts: readonly MockContract[]): Promise<HostileServer> {
  const before = prototypesNow();
  let failed: string[] = [];
  const log = { ...NO_LOG, error: (message: string, fields?: object) => void failed.push(`${message} ${JSON.stringify(fields)}`) };
  const server = await startMockServer({ contracts, log });
  onTestFinished(async () => {
    const start = performance.now();
    await server.close();
    expect(performance.now() - start).toBeLessThan(2000);
    expect(prototypesNow()).toEqual(before);
  });
  const scopes = contracts.flatMap(({ compiled }) => compiled.contract.operations.flatMap(({ security }) => security.flat()));
  const authorization = await authorize(server, [...new Set(scopes.flatMap((scheme) => scheme.scopes))].join(' '));
  const port = Number(new URL(server.url).port);
  return {
    server,
    authorization,
    send: (request) => exchangeRaw(port, bytesOf(request)),
    failures() {
      const said = failed;
      failed = [];
      return said;
    },
  };
}

/** The operations that a mock can be asked for. */
export function operationsOf(operations: MockContract['compiled']['contract']['operations']): readonly HttpOperation[] {
  return operations.filter((operation): operation is HttpOperation => operation.kind === 'http' && operation.origin === 'path');
}

/** A number of runs, times what `INTERLOCK_FUZZ_RUNS` says (1 where it says nothing), with the seed of `INTERLOCK_FUZZ_SEED`. */
export function runs(numRuns: number): { readonly numRuns: number; readonly seed: number } {
  const { INTERLOCK_FUZZ_RUNS: factor = '1', INTERLOCK_FUZZ_SEED: seed = '20260101' } = process.env;
  return { numRuns: Math.ceil(numRuns * Number(factor)), seed: Number(seed) };
}

/** How long a test of this many requests may take, in milliseconds. */
export function patience(requests: number): number {
  return 30_000 + 20 * requests * Number(process.env['INTERLOCK_FUZZ_RUNS'] ?? 1);
}

function prototypesNow(): readonly (readonly PropertyKey[])[] {
  return [Object, Array, String, Number, Function, Map].map(({ prototype }) => Reflect.ownKeys(prototype));
}
