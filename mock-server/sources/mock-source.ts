import type { Finding } from '../../registry/contract/index.ts';
import type { MockContract } from '../mock-contract.ts';

/** Where a mock is read from, now and after every change. */
export interface MockSource {
  /** Tells it from every other source, whenever it is looked for. */
  readonly key: string;
  /** Unique among those that are served together. */
  readonly id: string;
  /** Where it is served, `/claim-status`; '' is the root. */
  readonly mountPath: string;
  /** Reads the contract and its behaviour as they now stand. Throws the InterlockError of what cannot be read. */
  load(): Promise<LoadedMock>;
}

/** A contract ready to be served. */
export interface LoadedMock {
  readonly contract: MockContract;
  /** Faults of a draft, which keep nothing from being served. */
  readonly findings: readonly Finding[];
  /** Absolute paths of the files that it was read from, and of those that were looked for and not found. */
  readonly files: readonly string[];
}
