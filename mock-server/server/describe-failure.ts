import { formatPlace, InterlockError } from '../../errors.ts';

/** A failure in one line: `file:line:column  error  CODE  detail`. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof InterlockError)) return `error  ${String(error)}`;
  return `${error.place ? `${formatPlace(error.place)}  ` : ''}error  ${error.code}  ${error.detail}`;
}
