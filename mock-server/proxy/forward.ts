import type { Agent, IncomingMessage, ServerResponse } from 'node:http';
import { InterlockError } from '../../errors.ts';
import { refuse } from '../http/refusals/problem.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import { clientOf } from '../server/node-http.ts';
import { BodyCopy } from './body-copy.ts';
import { describeTargetFailure } from './describe-target-failure.ts';
import { requestHeadersFor, responseHeadersFrom } from './forwarded-headers.ts';

/** Where real requests go, and nowhere else: redirects are handed to the caller. */
export interface Target {
  /** As it was named, without a slash at the end. */
  readonly url: string;
  readonly base: URL;
  readonly agent: Agent;
  /** Ends the connections that are kept open. */
  close(): void;
}

/** How long a target may say nothing, in milliseconds. */
const PATIENCE_MILLISECONDS = 60_000;

/** Reads the URL of a target. Throws USAGE for one that is no http or https URL, or has credentials, a query or a fragment. */
export function targetAt(url: string): Target {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (!base || !/^https?:$/.test(base.protocol)) {
    throw new InterlockError('USAGE', `'${url}' is no http or https URL to send requests to, such as https://billing.test.example/v1`);
  }
  if (base.username !== '' || base.password !== '' || base.search !== '' || base.hash !== '') {
    throw new InterlockError(
      'USAGE',
      'the URL of a target has neither credentials nor query nor fragment: callers send their own credentials',
    );
  }
  const { Agent } = clientOf(base);
  const agent = new Agent({ keepAlive: true });
  return { url: base.href.replace(/\/+$/, ''), base, agent, close: () => agent.destroy() };
}

/** What came of a forwarded request. */
export type Forwarded =
  | { readonly answer: IncomingMessage; readonly body: BodyCopy; readonly ended: Promise<'whole' | 'broken' | 'caller gone'> }
  /** The caller got a 502, or a 504 where the target took too long; undefined: the caller went away. */
  | { readonly failure: string | undefined };

/**
 * Sends a request on to the target and its answer back, both as they stream. A target that cannot be reached is answered with 502, one that says nothing
 * for a minute with 504; one that breaks off breaks off the caller's answer, too.
 *
 * @param path path and query below the target
 */
export function forward(target: Target, path: string, request: IncomingMessage, response: ServerResponse): Promise<Forwarded> {
  const { base, agent } = target;
  const { headers } = request;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  const { request: send } = clientOf(base);
  return new Promise((resolve) => {
    const outgoing = send({
      protocol: base.protocol,
      hostname: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port,
      method: request.method ?? 'GET',
      path: `${base.pathname.replace(/\/+$/, '')}${path}`,
      headers: requestHeadersFor(base.host, request.rawHeaders, hasBody),
      agent,
      timeout: PATIENCE_MILLISECONDS,
    });
    let hasTimedOut = false;
    let isCallerGone = false;
    outgoing.on('timeout', () => {
      hasTimedOut = true;
      outgoing.destroy();
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (isCallerGone) return resolve({ failure: undefined });
      const failure = hasTimedOut ? `it says nothing for ${PATIENCE_MILLISECONDS / 1000} s` : describeTargetFailure(error);
      if (response.headersSent) response.destroy();
      const [status, code] = hasTimedOut ? ([504, 'TARGET_TIMED_OUT'] as const) : ([502, 'TARGET_UNAVAILABLE'] as const);
      sendProblem(response, refuse(status, code, `The target of the proxy cannot be used: ${failure}`));
      resolve({ failure });
    });
    outgoing.on('response', (answer) => {
      const body = new BodyCopy(answer);
      const ended = new Promise<'whole' | 'broken' | 'caller gone'>((settle) => {
        answer.on('end', () => settle('whole'));
        answer.on('close', () => settle(isCallerGone ? 'caller gone' : 'broken'));
      });
      answer.on('error', () => {
        if (!isCallerGone) response.destroy();
      });
      response.sendDate = false;
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', responseHeadersFrom(answer.rawHeaders));
      response.flushHeaders();
      answer.pipe(response);
      resolve({ answer, body, ended });
    });
    response.on('close', () => {
      if (response.writableEnded || outgoing.destroyed) return;
      isCallerGone = true;
      outgoing.destroy();
    });
    request.on('error', () => outgoing.destroy());
    if (hasBody) request.pipe(outgoing);
    else outgoing.end();
  });
}
