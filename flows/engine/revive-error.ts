import { ERRORS, InterlockError } from '../../errors.ts';
import type { ErrorCode, Place } from '../../errors.ts';

/** An error as it was before the engine stored it: an expected failure is an InterlockError again; any other error is itself. */
export function reviveError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof InterlockError || error.name !== 'InterlockError') return error;
  const { code, detail, place } = error as Error & { readonly code?: string; readonly detail?: string; readonly place?: Place };
  if (code === undefined || detail === undefined || !(code in ERRORS)) return error;
  return new InterlockError(code as ErrorCode, detail, { place, cause: error.cause });
}
