import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpOperation } from '../../registry/contract/index.ts';
import { sendBadly } from '../faults/send-badly.ts';
import { verifyCredentials } from '../security/verify-credentials.ts';
import type { TokenAuthority } from '../security/verify-credentials.ts';
import { latencyOf } from '../state/behaviour/latency.ts';
import type { SessionPart, Sessions } from '../state/sessions.ts';
import type { Seen } from '../server/mock-log.ts';
import { answerRefusal } from './refusals/answer-refusal.ts';
import { answerRequest } from './answer-request.ts';
import type { ArrivedRequest } from './arrived-request.ts';
import type { HttpMock } from './answer-request.ts';
import { refuse } from './refusals/problem.ts';
import { sendProblem } from './refusals/send-problem.ts';
import type { Refusal } from './refusals/problem.ts';
import { readBody } from './bodies/read-body.ts';
import { readContext } from './request-context.ts';
import { sendAnswer } from './send-answer.ts';
import type { WrittenAnswer } from './send-answer.ts';
import { waitWhileConnected } from './wait-while-connected.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Whose requests the HTTP face of a contract's mock answers: every session has a mock of its own. */
export interface HttpMount {
  readonly sessions: Sessions;
  readonly mock: SessionPart<HttpMock>;
  readonly tokens: TokenAuthority;
  /** Is told of every request that was answered, when somebody wants to know. */
  readonly record?: RecordAnswer | undefined;
}

/** Takes a request and the answer that it got. */
export type RecordAnswer = (request: IncomingMessage, arrived: ArrivedRequest, answer: WrittenAnswer) => void;

/** Serves one request below a contract's mount. An idempotency key is held from the first byte of the request to the last of its answer, or until it
 * is known that none will come. */
export async function serveHttp(mount: HttpMount, request: IncomingMessage, response: ServerResponse, seen?: Seen): Promise<void> {
  const context = readContext(mount.sessions, request);
  if ('problem' in context) return sendProblem(response, context);
  const mock = context.session.part(mount.mock);
  const method = request.method ?? 'GET';
  const url = request.url ?? '/';
  const sent = request.headers['idempotency-key'];
  const key = typeof sent === 'string' && !SAFE_METHODS.has(method) ? `${method} ${pathOf(url)} ${sent}` : undefined;
  if (key !== undefined && !mock.keys.begin(key)) {
    const detail = 'A request with this Idempotency-Key is still in progress: send it again later';
    return refuseEarly(mock, request, response, refuse(409, 'IDEMPOTENCY_KEY_IN_USE', detail));
  }
  try {
    const body = await readBody(request);
    if ('refusal' in body) return refuseEarly(mock, request, response, body.refusal);
    const check = { ...mount.tokens, nowMs: context.session.clock.lapsed() };
    const verified = verifyCredentials(mock.state.compiled.contract, request, check);
    let asked: HttpOperation | undefined;
    const note = (operation: HttpOperation): void => {
      asked = operation;
      seen?.(operation);
    };
    const arrived = { method, url, headers: request.headers, body: body.bytes, ...verified, idempotencyKey: key, context, seen: note };
    const answer = answerRequest(mock, arrived);
    const waitMs = asked ? latencyOf(mock.state, asked, arrived) : 0;
    if (waitMs > 0) await waitWhileConnected(response, waitMs);
    if (answer.mishap) {
      const sending = sendBadly(response, answer, answer.mishap);
      if (answer.mishap.loss?.kind !== 'timeout') await sending;
    } else sendAnswer(response, answer);
    mount.record?.(request, arrived, answer);
  } finally {
    if (key !== undefined) mock.keys.end(key);
  }
}

/** Answers a request that is refused before it was read whole, as the operation that it calls declares it. */
function refuseEarly(
  { state }: HttpMock,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
): void {
  const { operation } = state.compiled.acceptsRequest({ method, url });
  sendAnswer(response, answerRefusal(state, operation, refusal, headers.accept));
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
