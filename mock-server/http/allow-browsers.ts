import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a browser need not ask again, in seconds. */
const ASKED_FOR_SECONDS = '600';

/**
 * Lets pages of any origin call the mocks and read what they answer (the Fetch standard, §3.2 CORS), without cookies. A preflight is answered with what
 * it asks for.
 *
 * @returns true when that was the answer
 */
export function allowBrowsers(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.headers.origin === undefined) return false;
  response.setHeader('access-control-allow-origin', '*').setHeader('access-control-expose-headers', '*');
  const method = request.headers['access-control-request-method'];
  if (request.method !== 'OPTIONS' || method === undefined) return false;
  response.writeHead(204, {
    'access-control-allow-methods': method,
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': ASKED_FOR_SECONDS,
  });
  response.end();
  return true;
}
