/**
 * Bounds on what reading and linting a contract may cost. What passes one is refused with DOCUMENT_TOO_LARGE, a reference with REFERENCE_FORBIDDEN; a rule is not
 * checked any further.
 */
export interface ReadLimits {
  /** Size of one file. */
  readonly documentBytes: number;
  /** Nesting of objects and arrays in one file, and of schemas in each other. */
  readonly nestingDepth: number;
  /** Nodes of one file counted as if every YAML alias were written out. */
  readonly expandedNodes: number;
  /** Files that one contract may consist of. */
  readonly documents: number;
  /** References that may point at references before one reaches a value. */
  readonly referenceChain: number;
  /** Time to fetch one remote file, redirects included. */
  readonly remoteMilliseconds: number;
  /** Redirects to follow, each on an allowed host. */
  readonly remoteRedirects: number;
  /** Processor time that a team's own rule may take on one document. */
  readonly ruleMilliseconds: number;
}

/** The bounds that hold when none are given. The largest public descriptions (12 MB, depth 21) stay far below. */
export const DEFAULT_READ_LIMITS: ReadLimits = {
  documentBytes: 32 * 1024 * 1024,
  nestingDepth: 256,
  expandedNodes: 2_000_000,
  documents: 1_000,
  referenceChain: 64,
  remoteMilliseconds: 10_000,
  remoteRedirects: 3,
  ruleMilliseconds: 10_000,
};
