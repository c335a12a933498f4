import type { ReadLimits } from './load/read-limits.ts';

/** How a contract is read. By default nothing leaves the file tree. */
export interface ReadOptions {
  /** Hosts (`host` or `host:port`) that a `$ref` may fetch from over http or https; none by default. */
  readonly allowedHosts?: readonly string[];
  /** Bounds that differ from the default. */
  readonly limits?: Partial<ReadLimits>;
  /** Leave out what cannot be read, with a finding, where the rest can do without: an operation, a schema. By default such a part is an error. */
  readonly isDraft?: boolean;
  /** What fetches remote files, `fetch` by default. */
  readonly fetch?: typeof fetch;
}
