import { InterlockError, type Place } from '../../errors.ts';

/** Throws RULESET_INVALID at a place. */
export function refuseRuleset(detail: string, place: Place, cause?: unknown): never {
  throw new InterlockError('RULESET_INVALID', detail, { place, cause });
}

interface RulesetFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
}

/**
 * Translates what Spectral throws about a ruleset into RULESET_INVALID, at the place of the first fault; `locate` finds a path of the
 * definition in the ruleset's file. Other errors of ours pass.
 */
export function rulesetError(error: unknown, file: string, locate?: (path: readonly (string | number)[]) => Place): InterlockError {
  if (error instanceof InterlockError) return error;
  const [first, ...others] = faultsOf(error);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const where = first?.path?.length ? `'${first.path.join('.')}': ` : '';
  const detail = `the ruleset is not valid: ${where}${first?.message ?? String(error)}${more}`;
  return new InterlockError('RULESET_INVALID', detail, { place: (first?.path && locate?.(first.path)) ?? { file }, cause: error });
}

function faultsOf(error: unknown): readonly RulesetFault[] {
  if (error instanceof Error && 'errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return error.errors.flatMap(faultsOf);
  if (error instanceof Error) return [error];
  return [{ message: String(error) }];
}
