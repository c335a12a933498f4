import type { HttpOperation, Response, Violation } from '../../contract/index.ts';
import type { WireRequest, Witness, WitnessVerdict } from '../change.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import type { HttpPair } from '../operations/http-pair.ts';
import { requestFlow } from '../operations/http-pair.ts';
import { buildRequests, type RequestParts } from './build-request.ts';
import { buildResponses, type ResponseParts } from './build-response.ts';
import { type RequestRun, runRequest, runResponse } from './run-http.ts';

/** Is a violation about what the witness is meant to show? */
export type Concerns = (violation: Violation) => boolean;

/** Who sends requests of an operation, and who takes them. */
export function requestRoles(comparing: Comparing, operation: HttpOperation): { readonly sender: Side; readonly receiver: Side } {
  const { base, head } = comparing;
  return requestFlow(operation) === 'input' ? { sender: base, receiver: head } : { sender: head, receiver: base };
}

/**
 * Shows that a request which one side sends is rejected by the other, for what it is meant to show, or taken for something else.
 *
 * @param options `isMisread` tells whether the receiver, which accepted it, read something else than was sent; `withdrawn` says in words
 * that what the base sends the head no longer does, and then nobody needs to reject it.
 */
export function proveRequest(
  comparing: Comparing,
  pair: HttpPair,
  parts: RequestParts,
  concerns: Concerns,
  options: { readonly isMisread?: (sent: RequestRun, received: RequestRun) => boolean; readonly withdrawn?: string | undefined } = {},
): Proof {
  const { isMisread, withdrawn } = options;
  const roles = requestRoles(comparing, pair.base);
  const { sender, receiver } = withdrawn === undefined ? roles : { sender: roles.receiver, receiver: roles.sender };
  const [own, other] = [pair[sender.name], pair[receiver.name]];
  let best: Proof = { isConfirmed: false, reason: 'no request could be built that the sender may send' };
  for (const request of buildRequests(comparing, sender, own, other, parts)) {
    const sent = runRequest(sender, request, own);
    const received = runRequest(receiver, request, other);
    const misread = isMisread !== undefined && sent.isAccepted && received.isAccepted && isMisread(sent, received);
    const says = withdrawn ?? (misread ? 'reads another value' : undefined);
    const verdict = says === undefined ? received.verdict : { ...received.verdict, says };
    const witness = requestWitness(request, sender, sent.verdict, verdict);
    if (!sent.isAccepted) {
      best = best.witness ? best : { isConfirmed: false, witness, reason: 'the sender itself may not send the request that was built' };
      continue;
    }
    if (withdrawn !== undefined || misread || isRejected(received, concerns)) return { isConfirmed: true, witness };
    best = { isConfirmed: false, witness, reason: 'the receiver accepts the request that was built' };
  }
  return best;
}

/** Shows that a request which the base answers is not answered by the head as that operation. */
export function proveWithdrawnRequest(comparing: Comparing, operation: HttpOperation): Proof {
  const { base, head } = comparing;
  for (const request of buildRequests(comparing, base, operation, undefined, {})) {
    const before = runRequest(base, request, operation);
    if (!before.isAccepted) continue;
    const after = runRequest(head, request, undefined);
    const witness: Witness = { kind: 'request', request, base: before.verdict, head: after.verdict };
    const isGone = !after.raw.accepted || after.raw.operation.key !== operation.key;
    return isGone ? { isConfirmed: true, witness } : { isConfirmed: false, witness, reason: 'the head still answers the request' };
  }
  return { isConfirmed: false, reason: 'no request could be built that the base answers' };
}

function isRejected({ raw, isAccepted }: RequestRun, concerns: Concerns): boolean {
  if (raw.accepted) return !isAccepted;
  return raw.violations.some(concerns);
}

/** A request witness with the verdicts of sender and receiver where they belong. */
function requestWitness(request: WireRequest, sender: Side, sent: WitnessVerdict, received: WitnessVerdict): Witness {
  const sends = { ...sent, says: sent.accepted ? sent.says.replace('accepts it', 'sends it') : 'may not send it' };
  const verdicts = sender.name === 'base' ? { base: sends, head: received } : { base: received, head: sends };
  return { kind: 'request', request, ...verdicts };
}

/** A response that both versions may declare. */
export interface ResponsePair {
  readonly status: number;
  readonly base: Response | undefined;
  readonly head: Response | undefined;
}

/**
 * Shows that a response which one side sends is rejected by the other. With `withdrawn`, that the base sends what the head no longer does:
 * accepted by both, perhaps, and no longer to be expected.
 */
export function proveResponse(
  comparing: Comparing,
  pair: HttpPair,
  responses: ResponsePair,
  parts: ResponseParts,
  concerns: Concerns,
  withdrawn?: string,
): Proof {
  const requests = requestFlow(pair.base);
  const isHeadSender = (requests === 'input') !== (withdrawn !== undefined);
  const sender = isHeadSender ? comparing.head : comparing.base;
  const receiver = isHeadSender ? comparing.base : comparing.head;
  const own = responses[sender.name];
  if (own === undefined) return { isConfirmed: false, reason: 'the sender declares no such response' };
  let best: Proof = { isConfirmed: false, reason: 'no response could be built that the sender may send' };
  for (const response of buildResponses(comparing, sender, pair[sender.name], responses.status, own, responses[receiver.name], parts)) {
    const sent = runResponse(sender, pair[sender.name], response);
    const received = runResponse(receiver, pair[receiver.name], response);
    const sends = { ...sent.verdict, says: sent.isAccepted ? 'sends it' : 'may not send it' };
    const takes = withdrawn === undefined ? received.verdict : { ...received.verdict, says: withdrawn };
    const witness: Witness = {
      kind: 'response',
      response,
      ...(sender.name === 'base' ? { base: sends, head: takes } : { base: takes, head: sends }),
    };
    if (!sent.isAccepted) {
      best = best.witness ? best : { isConfirmed: false, witness, reason: 'the sender itself may not send the response that was built' };
      continue;
    }
    if (withdrawn !== undefined || received.violations.some(concerns)) return { isConfirmed: true, witness };
    best = { isConfirmed: false, witness, reason: 'the receiver accepts the response that was built' };
  }
  return best;
}
