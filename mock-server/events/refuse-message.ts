import type { Violation } from '../../registry/contract/index.ts';
import { refuse } from '../http/refusals/problem.ts';
import type { Refusal } from '../http/refusals/problem.ts';

/** The refusal of a message, or of a subscription: 401 and 403 where credentials are what is wrong, else 422. */
export function refuseMessage(violations: readonly Violation[]): Refusal {
  if (violations.some(({ code }) => code === 'unauthenticated')) {
    const headers = { 'www-authenticate': 'Bearer realm="interlock"' };
    return refuse(401, 'UNAUTHENTICATED', 'The channel needs credentials that the request does not bring', { violations, headers });
  }
  if (violations.some(({ code }) => code === 'insufficient-scope')) {
    return refuse(403, 'INSUFFICIENT_SCOPE', 'The credentials lack a scope that the channel needs', { violations });
  }
  return refuse(422, 'MESSAGE_INVALID', 'No operation of the channel permits the message', { violations });
}
