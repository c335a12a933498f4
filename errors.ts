/** Exit codes of the command line (docs/errors.md). */
export const EXIT = { ok: 0, gateFailed: 1, usage: 2, registry: 3, bug: 70 } as const;

/** One row of the error table: what a failure means on the command line and over HTTP (RFC 9457). */
export interface ErrorKind {
  readonly exit: (typeof EXIT)[keyof typeof EXIT];
  readonly status: number;
  readonly title: string;
}

/**
 * Every failure that Interlock expects, by its code. The two edges (the command base class and the HTTP error handler) translate from
 * here and nowhere else; docs/errors.md is made from it.
 */
export const ERRORS = {
  FILE_NOT_FOUND: { exit: EXIT.usage, status: 404, title: 'A file or folder that was named does not exist' },
  FILE_UNREADABLE: { exit: EXIT.usage, status: 422, title: 'A file or folder exists but cannot be read' },
  FILE_UNWRITABLE: { exit: EXIT.usage, status: 422, title: 'A file that was named cannot be written' },
  USAGE: { exit: EXIT.usage, status: 400, title: 'A command was called with arguments that do not fit' },
  DOCUMENT_MALFORMED: { exit: EXIT.usage, status: 422, title: 'A document is not well-formed YAML or JSON' },
  DOCUMENT_TOO_LARGE: { exit: EXIT.usage, status: 413, title: 'A document is larger, deeper or more aliased than the limits allow' },
  SPECIFICATION_UNKNOWN: { exit: EXIT.usage, status: 422, title: 'A document is no OpenAPI or AsyncAPI version that Interlock reads' },
  SPECIFICATION_INVALID: { exit: EXIT.usage, status: 422, title: 'A document breaks its specification so that it cannot be compiled' },
  REFERENCE_DANGLING: { exit: EXIT.usage, status: 422, title: 'A $ref points at nothing' },
  REFERENCE_FORBIDDEN: { exit: EXIT.usage, status: 422, title: 'A $ref leaves the workspace or names a host that is not allowed' },
  REFERENCE_CYCLE: { exit: EXIT.usage, status: 422, title: 'A chain of $ref never reaches a value' },
  OPERATION_DUPLICATE: { exit: EXIT.usage, status: 422, title: 'Two operations carry the same identity' },
  SCHEMA_INVALID: { exit: EXIT.usage, status: 422, title: 'A schema is not valid JSON Schema' },
  WORKSPACE_INVALID: { exit: EXIT.usage, status: 422, title: 'interlock.config.yaml, a contract.yaml or a mock.yaml is not valid' },
  CONTRACT_UNKNOWN: { exit: EXIT.usage, status: 404, title: 'No contract has this id' },
  VERSION_UNKNOWN: { exit: EXIT.usage, status: 404, title: 'A contract has no such released version' },
  COMPARISON_IMPOSSIBLE: { exit: EXIT.usage, status: 422, title: 'Two documents cannot be compared' },
  RELEASE_REFUSED: { exit: EXIT.gateFailed, status: 409, title: 'A version may not be released' },
  WAIVER_REFUSED: { exit: EXIT.gateFailed, status: 409, title: 'A waiver may not be added or ended' },
  WAIVER_UNKNOWN: { exit: EXIT.usage, status: 404, title: 'No waiver has this name' },
  LOCK_VIOLATED: { exit: EXIT.gateFailed, status: 409, title: 'A frozen version changed or vanished' },
  RULESET_INVALID: { exit: EXIT.usage, status: 422, title: 'A policy ruleset cannot be loaded' },
  GIT_FAILED: { exit: EXIT.usage, status: 422, title: 'A git ref cannot be read' },
  CHECK_FAILED: { exit: EXIT.gateFailed, status: 422, title: 'The gate failed' },
  X12_MALFORMED: { exit: EXIT.usage, status: 422, title: 'A file is not an X12 interchange that can be read' },
  EVENT_INVALID: { exit: EXIT.usage, status: 422, title: 'An input event does not fit its contract' },
  DATABASE_LOCKED: { exit: EXIT.usage, status: 423, title: 'The data directory is in use by another process' },
  DATABASE_UNAVAILABLE: { exit: EXIT.registry, status: 503, title: 'The database cannot be reached' },
  DATABASE_INCOMPATIBLE: { exit: EXIT.usage, status: 409, title: 'The database was migrated by another version of Interlock' },
  TARGET_UNAVAILABLE: { exit: EXIT.registry, status: 503, title: 'A target system does not answer' },
  BROKER_UNAVAILABLE: { exit: EXIT.registry, status: 503, title: 'A message broker cannot be used' },
  CONTRACT_VIOLATED: { exit: EXIT.gateFailed, status: 502, title: 'A message does not fit the contract of its operation' },
  DELIVERY_NOT_REPLAYABLE: { exit: EXIT.usage, status: 409, title: 'A delivery cannot be replayed' },
  LEDGER_UNBALANCED: { exit: EXIT.bug, status: 500, title: 'A journal was about to be posted that does not balance' },
  PORT_IN_USE: { exit: EXIT.usage, status: 409, title: 'A port is already in use' },
} as const satisfies Record<string, ErrorKind>;

/** The code of an expected failure. */
export type ErrorCode = keyof typeof ERRORS;

/** Where something stands in a file. `line` and `column` count from 1, as editors show them; absent when only the file is known. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Writes a place as every report does: `file:line:column`. */
export function formatPlace(place: Place): string {
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(':');
}

/**
 * An expected failure. `detail` says what is wrong, what was expected and what to do next; `place` says where.
 *
 * @example throw new InterlockError('REFERENCE_DANGLING', "'#/components/schemas/Pet' does not exist", { place })
 */
export class InterlockError extends Error {
  override readonly name = 'InterlockError';
  readonly code: ErrorCode;
  readonly detail: string;
  readonly place: Place | undefined;

  constructor(code: ErrorCode, detail: string, options: { readonly place?: Place | undefined; readonly cause?: unknown } = {}) {
    super(options.place ? `${formatPlace(options.place)}  ${detail}` : detail, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.detail = detail;
    this.place = options.place;
  }

  /** The row of the error table. */
  get kind(): ErrorKind {
    return ERRORS[this.code];
  }
}
