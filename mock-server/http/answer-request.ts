import type { IncomingMessage } from 'node:http';
import type { HttpOperation, HttpRequest, RequestVerdict } from '../../registry/contract/index.ts';
import { firstPermitted } from '../answers/answer.ts';
import type { Answer } from '../answers/answer.ts';
import { chooseMediaType } from '../answers/choose-media-type.ts';
import { declaredResponse, successResponse } from '../answers/success-response.ts';
import type { Accepted, AcceptedRequest, MockState } from '../state/outcome.ts';
import { perform } from '../state/perform.ts';
import type { Credentials } from '../security/verify-credentials.ts';
import { fingerprintOf } from './idempotency.ts';
import type { IdempotencyKeys } from './idempotency.ts';
import { refuse } from './problem.ts';
import type { Refusal } from './problem.ts';
import { refusalAnswers } from './refusal-answers.ts';
import { rejectRequest } from './reject-request.ts';
import type { RequestContext } from './request-context.ts';
import { writeAnswer } from './send-answer.ts';
import type { WrittenAnswer } from './send-answer.ts';

/** A request that arrived whole. */
export interface ArrivedRequest {
  readonly method: string;
  /** Path and query below the contract. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array | undefined;
  readonly credentials: Credentials;
  /** Held by this request alone, when it brought one. */
  readonly idempotencyKey: string | undefined;
  readonly context: RequestContext;
}

/** The HTTP face of one contract's mock, as one session sees it. */
export interface HttpMock {
  readonly state: MockState;
  readonly keys: IdempotencyKeys;
  readonly mountPath: string;
}

/**
 * Answers a request by the contract: judged, performed on the state, and judged again on the way out. Whatever leaves here is permitted by
 * the contract, or is a problem (RFC 9457) whose status the contract does not declare.
 */
export function answerRequest(mock: HttpMock, request: ArrivedRequest): WrittenAnswer {
  const verdict = judge(mock, request);
  if (!verdict.accepted) return answerRefusal(mock, verdict.operation, rejectRequest(verdict));
  const { operation } = verdict;
  const fingerprint = fingerprintOf(request.body);
  const known = request.idempotencyKey === undefined ? undefined : mock.keys.stateOf(request.idempotencyKey, fingerprint);
  if (known?.kind === 'repeated') return known.answer;
  if (known?.kind === 'other-body') {
    return answerRefusal(mock, operation, refuse(422, 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key came with another body before'));
  }
  const negotiated = negotiate(mock, verdict, request);
  if ('problem' in negotiated) return answerRefusal(mock, operation, negotiated);
  const outcome = perform(mock.state, negotiated);
  if (outcome.kind === 'refusal') return answerRefusal(mock, operation, outcome.refusal);
  const written = permit(mock, operation, outcome.candidates);
  if ('problem' in written) return answerRefusal(mock, undefined, written);
  outcome.commit?.();
  if (request.idempotencyKey !== undefined) mock.keys.keep(request.idempotencyKey, fingerprint, written);
  return written;
}

/** Writes a refusal as the operation declares it, or as plain problem details where it does not. */
export function answerRefusal(mock: HttpMock, operation: HttpOperation | undefined, refusal: Refusal): WrittenAnswer {
  if (operation && declaredResponse(operation, refusal.problem.status)) {
    const seed = `${mock.state.contractId} ${operation.key} ${refusal.problem.status}`;
    const written = permit(mock, operation, refusalAnswers(mock.state.compiled.contract, operation, refusal, seed));
    return 'problem' in written ? writeProblem(written) : written;
  }
  return writeProblem(refusal);
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

function negotiate(mock: HttpMock, verdict: Accepted, { headers, context }: ArrivedRequest): AcceptedRequest | Refusal {
  const success = successResponse(verdict.operation);
  const content = success?.response.content ?? [];
  const media = success && content.length > 0 ? chooseMediaType(success.response, headers.accept) : undefined;
  if (content.length > 0 && !media) {
    const offered = content.map(({ mediaType }) => mediaType).join(', ');
    return refuse(406, 'NOT_ACCEPTABLE', `The operation answers with ${offered}, none of which the Accept header allows`);
  }
  return { ...verdict, media, mountPath: mock.mountPath, headers, context };
}

/** The first candidate that can be written and that the contract permits, or the problem that there is none. */
function permit(mock: HttpMock, operation: HttpOperation, candidates: Iterable<Answer>): WrittenAnswer | Refusal {
  const permitted = firstPermitted(mock.state.compiled, operation, writable(candidates));
  const written = 'answer' in permitted ? writeAnswer(permitted.answer) : undefined;
  if (written) return written;
  const violations = 'violations' in permitted ? permitted.violations : [];
  const why =
    violations.length > 0
      ? 'no answer that the mock can give fits the contract'
      : 'the operation declares no success that the mock can write';
  return refuse(500, 'MOCK_CANNOT_ANSWER', `${operation.operationId ?? operation.key}: ${why}`, { violations });
}

function* writable(candidates: Iterable<Answer>): Generator<Answer> {
  for (const candidate of candidates) if (writeAnswer(candidate)) yield candidate;
}

function writeProblem(refusal: Refusal): WrittenAnswer {
  return {
    status: refusal.problem.status,
    headers: { ...refusal.headers, 'content-type': 'application/problem+json' },
    body: Buffer.from(JSON.stringify(refusal.problem)),
  };
}
