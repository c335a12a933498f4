import type { HttpOperation, HttpRequest, RequestVerdict } from '../../registry/contract/index.ts';
import type { Answer } from '../answers/answer.ts';
import { chooseMediaType } from '../answers/choose-media-type.ts';
import { successResponse } from '../answers/success-response.ts';
import { withLimitHeaders } from '../faults/limit-headers.ts';
import type { SessionRateLimits } from '../faults/rate-limits.ts';
import type { SessionFaults } from '../faults/session-faults.ts';
import type { Accepted, AcceptedRequest, MockState } from '../state/outcome.ts';
import { keepableBody } from '../state/keepable-body.ts';
import { perform } from '../state/perform.ts';
import { passTimeOfFresh } from '../state/behaviour/timed-moves.ts';
import type { AfterEffects } from './after-effects.ts';
import { AnswerCache } from './answer-cache.ts';
import { answerRefusal } from './refusals/answer-refusal.ts';
import { writeProblem } from './refusals/write-problem.ts';
import { fingerprintOf } from './idempotency.ts';
import type { IdempotencyKeys } from './idempotency.ts';
import { isPermittedAnswer, permitAnswer } from './permit-answer.ts';
import { preferenceApplied, preferredAnswer, unfitExample } from './preferred-answer.ts';
import type { PreferredAnswer } from './preferred-answer.ts';
import type { Preferences } from './prefer.ts';
import { refuse } from './refusals/problem.ts';
import type { Refusal } from './refusals/problem.ts';
import { rejectRequest } from './refusals/reject-request.ts';
import type { WrittenAnswer } from './send-answer.ts';
import type { ArrivedRequest } from './arrived-request.ts';

/** The HTTP face of one contract's mock, as one session sees it. */
export interface HttpMock {
  readonly state: MockState;
  readonly keys: IdempotencyKeys;
  readonly faults: SessionFaults;
  readonly limits: SessionRateLimits;
  /** Shared by all sessions. */
  readonly answers: AnswerCache;
  readonly mountPath: string;
  readonly after: AfterEffects;
}

/**
 * Answers a request by the contract: judged, performed on the state, and judged again on the way out. Whatever leaves here is permitted by
 * the contract, or is a problem (RFC 9457) whose status the contract does not declare, or not in a shape that can say it.
 */
export function answerRequest(mock: HttpMock, request: ArrivedRequest): WrittenAnswer {
  const verdict = judge(mock, request);
  const refused = (refusal: Refusal): WrittenAnswer => answerRefusal(mock.state, verdict.operation, refusal, request.headers.accept);
  if (request.seen && verdict.operation) request.seen(verdict.operation);
  if (!verdict.accepted) return refused(reject(mock, verdict, request));
  const { clock } = request.context.session;
  const counted = mock.limits.take(verdict.operation, clock);
  const answer = counted?.refusal ? refused(counted.refusal) : answerOrFail(mock, verdict, request, refused);
  return counted ? withLimitHeaders(mock.state.compiled, verdict.operation, answer, counted, clock.now()) : answer;
}

/** Answers a request that may be answered, unless a fault hits it. */
function answerOrFail(
  mock: HttpMock,
  verdict: Accepted,
  request: ArrivedRequest,
  refused: (refusal: Refusal) => WrittenAnswer,
): WrittenAnswer {
  const mishap = mock.faults.next(verdict.operation, request.context);
  if (!mishap) return answerAccepted(mock, verdict, request);
  if ('problem' in mishap) return refused(mishap);
  const seen = mishap.unseenChanges > 0 && verdict.operation.method === 'GET' ? asBefore(mock, mishap.unseenChanges) : mock;
  const answer = mishap.isPerformed ? answerAccepted(seen, verdict, request) : undefined;
  if (mishap.refusal) return { ...refused(mishap.refusal), mishap };
  return { ...(answer ?? NOTHING), mishap };
}

function reject(mock: HttpMock, verdict: Extract<RequestVerdict, { accepted: false }>, { tokenFault }: ArrivedRequest): Refusal {
  return rejectRequest(verdict, mock.state.compiled.contract.securitySchemes, tokenFault);
}

/** Stands for an answer that is lost before there was one. */
const NOTHING: WrittenAnswer = { status: 204, headers: {}, body: undefined };

/** The mock as it was before the last changes. What time does to it there is told to nobody. */
function asBefore(mock: HttpMock, changes: number): HttpMock {
  return { ...mock, state: { ...mock.state, store: mock.state.store.before(changes), tell: () => {} }, answers: new AnswerCache() };
}

function answerAccepted(mock: HttpMock, verdict: Accepted, request: ArrivedRequest): WrittenAnswer {
  const { operation } = verdict;
  const { accept } = request.headers;
  const preferred = preferredAnswer(mock.state, verdict, request.context, accept);
  if (preferred) return answerAsPreferred(mock, verdict, preferred, request);
  const fingerprint = request.idempotencyKey === undefined ? '' : fingerprintOf(request.url, request.body);
  const isPermitted = (answer: WrittenAnswer): boolean => isPermittedAnswer(mock.state.compiled, operation, answer);
  const known = request.idempotencyKey === undefined ? undefined : mock.keys.stateOf(request.idempotencyKey, fingerprint, isPermitted);
  if (known?.kind === 'repeated') return known.answer;
  if (known?.kind === 'other-body') {
    const reused = refuse(422, 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key came with another body before');
    return answerRefusal(mock.state, operation, reused, accept);
  }
  const negotiated = negotiate(mock, verdict, request);
  if ('problem' in negotiated) return answerRefusal(mock.state, operation, negotiated, accept);
  const outcome = perform(mock.state, negotiated);
  if (outcome.kind === 'refusal') {
    const instead = preferredAnswer(mock.state, verdict, request.context, accept, true);
    return instead ? answerAsPreferred(mock, verdict, instead, request) : answerRefusal(mock.state, operation, outcome.refusal, accept);
  }
  const written = writeOnce(mock, operation, outcome);
  if ('problem' in written) return writeProblem(written);
  outcome.commit?.();
  const { events = [] } = outcome;
  if (events.length > 0 || operation.callbacks.length > 0) mock.after({ verdict, request, answer: written, events });
  if (mock.state.fresh.length > 0) passTimeOfFresh(mock.state);
  if (request.idempotencyKey !== undefined) mock.keys.keep(request.idempotencyKey, fingerprint, written);
  return withApplied(request.context.prefer, written);
}

function answerAsPreferred(
  mock: HttpMock,
  verdict: Accepted,
  preferred: PreferredAnswer | Refusal,
  request: ArrivedRequest,
): WrittenAnswer {
  const { operation } = verdict;
  const { headers, context } = request;
  if ('problem' in preferred) return answerRefusal(mock.state, operation, preferred, headers.accept);
  const written = writeOnce(mock, operation, preferred);
  if (!('problem' in written)) {
    if (operation.callbacks.length > 0) mock.after({ verdict, request, answer: written, events: [] });
    return withApplied(context.prefer, written);
  }
  const { example } = preferred;
  return example === undefined
    ? writeProblem(written)
    : answerRefusal(mock.state, operation, unfitExample(example, written), headers.accept);
}

/** Judges and writes an answer, unless one of the same key was. */
function writeOnce(
  mock: HttpMock,
  operation: HttpOperation,
  { key, candidates, example }: { readonly key?: string; readonly candidates: Iterable<Answer>; readonly example?: string },
): WrittenAnswer | Refusal {
  const known = key === undefined ? undefined : mock.answers.find(key);
  if (known) return known;
  const written = permitAnswer(mock.state.compiled, operation, candidates, example !== undefined);
  if (key !== undefined && !('problem' in written)) mock.answers.keep(key, written);
  return written;
}

function withApplied(prefer: Preferences, written: WrittenAnswer): WrittenAnswer {
  const applied = preferenceApplied(prefer);
  return applied === undefined ? written : { ...written, headers: { ...written.headers, 'preference-applied': applied } };
}

function judge(mock: HttpMock, request: ArrivedRequest): RequestVerdict {
  const { compiled } = mock.state;
  const asked: HttpRequest = {
    method: request.method,
    url: request.url,
    headers: request.headers,
    credentials: request.credentials,
    ...(request.body === undefined ? {} : { body: request.body }),
  };
  const verdict = compiled.acceptsRequest(asked);
  const hidden = request.method === 'HEAD' && !verdict.accepted && verdict.allow?.includes('GET');
  return hidden ? compiled.acceptsRequest({ ...asked, method: 'GET' }) : verdict;
}

function negotiate(mock: HttpMock, verdict: Accepted, { url, headers, context }: ArrivedRequest): AcceptedRequest | Refusal {
  const success = successResponse(verdict.operation);
  const content = success?.response.content ?? [];
  const media = success && content.length > 0 ? chooseMediaType(mock.state.compiled.contract, success.response, headers.accept) : undefined;
  if (content.length > 0 && !media) {
    const offered = content.map(({ mediaType }) => mediaType).join(', ');
    return refuse(406, 'NOT_ACCEPTABLE', `The operation answers with ${offered}, none of which the Accept header allows`);
  }
  return {
    ...verdict,
    body: keepableBody(mock.state.compiled.contract, verdict, headers['content-type']),
    sent: verdict.body,
    media,
    mountPath: mock.mountPath,
    url,
    headers,
    context,
  };
}
