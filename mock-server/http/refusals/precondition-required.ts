import type { Violation } from '../../../registry/contract/index.ts';
import { refuse } from './problem.ts';
import type { Refusal } from './problem.ts';

/** The refusal of a change that does not say which state it is based on (RFC 6585 §3), with what is missing where the contract requires it. */
export function preconditionRequired(violations?: readonly Violation[]): Refusal {
  const detail = 'Send If-Match with the entity tag of the state that the change is based on';
  return refuse(428, 'PRECONDITION_REQUIRED', detail, violations ? { violations } : {});
}
