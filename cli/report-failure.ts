import { EXIT, InterlockError, formatPlace } from '../errors.ts';
import { printable } from './printable.ts';

/**
 * Writes a failure to standard error and answers the exit code of the process: the one place on the command side that translates errors.
 *
 * An InterlockError prints as `file:line:column  error  CODE  detail` and exits as the error table says; what oclif refuses while it
 * parses arguments prints as USAGE and exits 2; anything else is a fault of ours and exits 70, with the stack only when DEBUG is set.
 */
export function reportFailure(error: unknown): number {
  if (error instanceof InterlockError) {
    process.stderr.write(`${formatFailure(error)}\n`);
    if (process.env['DEBUG']) process.stderr.write(`${String(error.stack)}\n`);
    return error.kind.exit;
  }
  if (isExit(error)) return error.oclif.exit;
  if (isRefusedByParser(error)) {
    const detail = error.message.replace('\nSee more help with --help', '; --help shows the usage').replaceAll(/\s+/g, ' ');
    process.stderr.write(`error  USAGE  ${printable(detail)}\n`);
    return EXIT.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  const detail = process.env['DEBUG'] ? String(error instanceof Error ? error.stack : error) : 'Run again with DEBUG=1 to see where.';
  process.stderr.write(`error  BUG  This is a bug in Interlock: ${message}\n${detail}\n`);
  return EXIT.bug;
}

/** The look of every report: `file:line:column  error  CODE  detail`. */
function formatFailure(error: InterlockError): string {
  return printable([error.place && formatPlace(error.place), 'error', error.code, error.detail].filter(Boolean).join('  '));
}

/** How oclif ends a command early without failing (`--help` on a command, for one). */
function isExit(error: unknown): error is { readonly oclif: { readonly exit: number } } {
  return error instanceof Error && 'code' in error && error.code === 'EEXIT';
}

/** What oclif's parser refuses carries its input, or, when the value of a flag is at fault, the exit code of wrong usage. */
function isRefusedByParser(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return 'parse' in error || ('oclif' in error && (error.oclif as { readonly exit?: unknown }).exit === EXIT.usage);
}
