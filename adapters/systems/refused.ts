import { InterlockError } from '../../errors.ts';

/** An answer by which a system refuses a call. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The error for a refusal that the business has no use for. Credentials that do not reach and requests still in progress may pass with time:
 * TARGET_UNAVAILABLE. Everything else says that contract and system disagree: CONTRACT_VIOLATED. Names the problem's title and code, no more.
 */
export function refused(what: string, refusal: Refusal): InterlockError {
  const { title, code } = (refusal.body ?? {}) as { readonly title?: unknown; readonly code?: unknown };
  const named = [title, code].filter((text) => typeof text === 'string').join(', ');
  const passing = [401, 403, 409].includes(refusal.status);
  return new InterlockError(
    passing ? 'TARGET_UNAVAILABLE' : 'CONTRACT_VIOLATED',
    `${what} was refused with status ${refusal.status}${named === '' ? '' : ` (${named})`}`,
  );
}

/** The problem code (`PERIOD_CLOSED`) of a refusal, when it carries one. */
export function problemCode(refusal: Refusal): string | undefined {
  const { code } = (refusal.body ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
