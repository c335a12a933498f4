import { formatPlace } from '../../../errors.ts';
import type { Violation } from '../../../registry/contract/index.ts';

/** A violation as problem details carry it: `place` is `file:line:column` of the contract that was broken. */
export interface ProblemViolation {
  readonly code: string;
  readonly detail: string;
  readonly part: string;
  readonly pointer: string;
  readonly place: string;
}

/** Problem details (RFC 9457) as the mock server answers them. `code` is a constant that programs can branch on. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** One entry for each way in which the request does not fit, 100 at most. */
  readonly errors?: readonly ProblemViolation[];
}

/** Why a request gets no answer of success: a problem, and the headers that its status obliges to (RFC 9110: Allow, WWW-Authenticate). */
export interface Refusal {
  readonly problem: Problem;
  readonly headers?: Readonly<Record<string, string>>;
  /** The refusal is about the business: an example of the contract whose type, title or code says this is the answer. */
  readonly asDeclared?: RegExp;
  /** That example says the problem's own detail, not its own. */
  readonly isInOwnWords?: boolean;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Makes a refusal. With no registered type, `type` is `about:blank` and `title` the phrase of the status (RFC 9457 §4.2.1). */
export function refuse(
  status: number,
  code: string,
  detail: string,
  extra: {
    readonly violations?: readonly Violation[];
    readonly headers?: Readonly<Record<string, string>>;
    readonly asDeclared?: RegExp;
    readonly isInOwnWords?: boolean;
  } = {},
): Refusal {
  const problem = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, code, detail };
  return {
    problem: extra.violations ? { ...problem, errors: problemViolations(extra.violations) } : problem,
    ...(extra.headers ? { headers: extra.headers } : {}),
    ...(extra.asDeclared ? { asDeclared: extra.asDeclared } : {}),
    ...(extra.isInOwnWords ? { isInOwnWords: true } : {}),
  };
}

/** Violations as problem details carry them, 100 at most. */
export function problemViolations(violations: readonly Violation[]): readonly ProblemViolation[] {
  return violations.slice(0, 100).map(describeViolation);
}

function describeViolation(violation: Violation): ProblemViolation {
  return {
    code: violation.code,
    detail: violation.message,
    part: violation.part,
    pointer: violation.pointer,
    place: formatPlace(violation.place),
  };
}
