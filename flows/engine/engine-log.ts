import type { DLogger } from '@dbos-inc/dbos-sdk';

/**
 * The engine's log: its own errors and those of its database, on stderr. What a workflow threw is not logged: it is recorded as the
 * workflow's outcome, reaches whoever awaits it, and may quote a message with patient data.
 */
export const engineLog: DLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (entry, metadata) => {
    const error = metadata?.error;
    if (isOwnError(error)) process.stderr.write(`flow engine: ${typeof entry === 'string' ? entry : 'error'}\n`);
  },
};

function isOwnError(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const isDatabaseError = /^[0-9A-Z]{5}$/.test(String((error as { readonly code?: unknown }).code));
  return isDatabaseError || error.name.startsWith('DBOS');
}
