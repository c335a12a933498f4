import type { IncomingMessage, ServerResponse } from 'node:http';
import { verifyCredentials } from '../security/verify-credentials.ts';
import { answerRefusal, answerRequest } from './answer-request.ts';
import type { HttpMock } from './answer-request.ts';
import { readPreferences } from './prefer.ts';
import { refuse } from './problem.ts';
import { readBody } from './read-body.ts';
import { CLOCK_START_MS } from './request-context.ts';
import type { RequestContext } from './request-context.ts';
import { sendAnswer } from './send-answer.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Serves one request below a contract's mount. An idempotency key is held from the first byte of the request to the last of its answer. */
export async function serveHttp(mock: HttpMock, tokenKey: Uint8Array, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const url = request.url ?? '/';
  const sent = request.headers['idempotency-key'];
  const key = typeof sent === 'string' && !SAFE_METHODS.has(method) ? `${method} ${pathOf(url)} ${sent}` : undefined;
  if (key !== undefined && !mock.keys.begin(key)) {
    const detail = 'A request with this Idempotency-Key is still in progress: send it again later';
    return sendAnswer(response, answerRefusal(mock, undefined, refuse(409, 'IDEMPOTENCY_KEY_IN_USE', detail)));
  }
  try {
    const body = await readBody(request);
    if ('refusal' in body) return sendAnswer(response, answerRefusal(mock, undefined, body.refusal));
    const credentials = verifyCredentials(mock.state.compiled.contract, request, tokenKey);
    const context = contextOf(mock, request);
    const arrived = { method, url, headers: request.headers, body: body.bytes, credentials, idempotencyKey: key, context };
    sendAnswer(response, answerRequest(mock, arrived));
  } finally {
    if (key !== undefined) mock.keys.end(key);
  }
}

function contextOf(mock: HttpMock, request: IncomingMessage): RequestContext {
  const session = '';
  const prefer = readPreferences(request.headers, request.url ?? '/');
  return { session, prefer, seed: [prefer.seed ?? mock.seed ?? '', session].join(' ').trim(), now: CLOCK_START_MS };
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
