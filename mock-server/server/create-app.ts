import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import express from 'express';
import type { Router } from 'express';
import { CONTROL_PATH } from './dispatch.ts';
import type { Dispatch } from './dispatch.ts';
import { allowBrowsers } from '../http/allow-browsers.ts';
import { refuse } from '../http/refusals/problem.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import type { Mount } from './make-mount.ts';
import type { MockLog } from './mock-log.ts';

/** What the applications of all ports share. */
export interface AppSettings {
  readonly control: Router;
  readonly log: MockLog;
  readonly isOpenToBrowsers: boolean;
}

/**
 * What one port answers with: its mounts, then the server's own routes, then refusals. A request that a mount takes never passes through express, which would
 * cost more than all else that happens to it.
 */
export function createApp(
  served: ReadonlyMap<string, Mount>,
  dispatch: Dispatch,
  { control, log, isOpenToBrowsers }: AppSettings,
): RequestListener {
  const own = express();
  own.disable('x-powered-by').disable('etag');
  own.use(CONTROL_PATH, control);
  own.use((_request: IncomingMessage, response: ServerResponse) => {
    const names = [...served.values()].map(({ contractId }) => contractId).join(', ');
    sendProblem(response, refuse(404, 'UNKNOWN_CONTRACT', `The path names none of the contracts that are served: ${names}`));
  });
  own.use((error: unknown, _request: IncomingMessage, response: ServerResponse, _next: unknown) => answerFailure(log, error, response));
  return (request, response) => {
    if (isOpenToBrowsers && allowBrowsers(request, response)) return;
    try {
      dispatch(request, response, (error) => {
        if (error === undefined) own(request, response);
        else answerFailure(log, error, response);
      });
    } catch (error) {
      answerFailure(log, error, response);
    }
  };
}

function answerFailure(log: MockLog, error: unknown, response: ServerResponse): void {
  const { status, code, stack } = (error ?? {}) as { readonly status?: unknown; readonly code?: unknown; readonly stack?: unknown };
  if (response.destroyed || code === 'ECONNRESET') return;
  const clients = typeof status === 'number' && status >= 400 && status < 500;
  if (!clients) log.error('the mock server failed', { stack: String(stack ?? error) });
  sendProblem(
    response,
    clients
      ? refuse(status, 'REQUEST_MALFORMED', 'The request cannot be read')
      : refuse(500, 'MOCK_FAILED', 'The mock server failed: please report this as a bug'),
  );
}
