import { formatPlace, InterlockError } from '../../errors.ts';
import type { Violation } from '../../registry/contract/index.ts';

const MAX_NAMED = 5;

/** CONTRACT_VIOLATED with the first violations, each with its pointer and the line of the contract that it breaks. Violations name types and sizes, never values. */
export function contractViolated(what: string, violations: readonly Violation[]): InterlockError {
  const named = violations.slice(0, MAX_NAMED).map((violation) => {
    const at = violation.pointer === '' ? violation.part : `${violation.part} ${violation.pointer}`;
    return `${at}: ${violation.message} (${formatPlace(violation.place)})`;
  });
  const more = violations.length > MAX_NAMED ? `; and ${violations.length - MAX_NAMED} more` : '';
  return new InterlockError('CONTRACT_VIOLATED', `${what}: ${named.join('; ')}${more}`, { place: violations[0]?.place });
}
