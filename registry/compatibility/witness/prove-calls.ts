import type { HttpOperation } from '../../contract/index.ts';
import type { Comparing } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import { buildRequests } from './build-request.ts';
import { inWords } from './prove-by-declaration.ts';
import { runRequest } from './run-http.ts';

/** Shows a call that the base makes and the head no longer does. */
export function proveWithdrawnCall(comparing: Comparing, call: HttpOperation): Proof {
  for (const request of buildRequests(comparing, comparing.base, call, undefined, {})) {
    const sent = runRequest(comparing.base, request, call);
    if (!sent.isAccepted) continue;
    const base = { ...sent.verdict, says: 'makes the call' };
    const isGone = comparing.head.compiled().operation(call.key) === undefined;
    const witness = { kind: 'request', request, base, head: inWords(false, 'no longer makes the call') } as const;
    return isGone ? { isConfirmed: true, witness } : { isConfirmed: false, witness, reason: 'the head still makes the call' };
  }
  return { isConfirmed: false, reason: 'no call could be built that the base makes' };
}

/** Shows a call that the head makes and the receiver of the base knows nothing of. */
export function proveAddedCall(comparing: Comparing, call: HttpOperation): Proof {
  for (const request of buildRequests(comparing, comparing.head, call, undefined, {})) {
    const sent = runRequest(comparing.head, request, call);
    if (!sent.isAccepted) continue;
    const head = { ...sent.verdict, says: 'makes the call' };
    const isUnknown = comparing.base.compiled().operation(call.key) === undefined;
    const witness = { kind: 'request', request, base: inWords(false, 'knows no such call'), head } as const;
    return isUnknown ? { isConfirmed: true, witness } : { isConfirmed: false, witness, reason: 'the base knows the call' };
  }
  return { isConfirmed: false, reason: 'no call could be built that the head makes' };
}
