import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import type { ErrorRequestHandler, Express, Router } from 'express';
import { CONTROL_PATH } from './dispatch.ts';
import type { Dispatch } from './dispatch.ts';
import { allowBrowsers } from '../http/allow-browsers.ts';
import { refuse, sendProblem } from '../http/refusals/problem.ts';
import type { Mount } from './make-mount.ts';
import type { MockLog } from './mock-log.ts';

/** What the applications of all ports share. */
export interface AppSettings {
  readonly control: Router;
  readonly log: MockLog;
  readonly isOpenToBrowsers: boolean;
}

/** The express application of one port: its mounts, then the server's own routes, then refusals. */
export function createApp(
  served: ReadonlyMap<string, Mount>,
  dispatch: Dispatch,
  { control, log, isOpenToBrowsers }: AppSettings,
): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  if (isOpenToBrowsers) app.use(allowBrowsers);
  app.use(dispatch);
  app.use(CONTROL_PATH, control);
  app.use((_request: IncomingMessage, response: ServerResponse) => {
    const names = [...served.values()].map(({ contractId }) => contractId).join(', ');
    sendProblem(response, refuse(404, 'UNKNOWN_CONTRACT', `The path names none of the contracts that are served: ${names}`));
  });
  app.use(answerFailure(log));
  return app;
}

/** Express knows an error handler by its four parameters. */
function answerFailure(log: MockLog): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
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
  };
}
