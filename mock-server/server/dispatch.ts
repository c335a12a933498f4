import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mount } from './make-mount.ts';
import type { MockLog } from './mock-log.ts';

/** Serves a request by the mount that it is for; `next` is for requests that no mount takes. */
export type Dispatch = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** Path of the server's own routes. */
export const CONTROL_PATH = '/__interlock';

/**
 * Finds the mount of a request by the first segment of its path, in a time that does not grow with the number of mounts. The mount sees the
 * path below its own. A mount at the root takes what no other does.
 *
 * @param mounts by path; they may come and go
 * @param onRequest is told of every request, when it comes and when it is answered
 */
export function createDispatch(mounts: ReadonlyMap<string, Mount>, log: MockLog, onRequest: () => void): Dispatch {
  return (request, response, next) => {
    onRequest();
    const url = originForm(request.url ?? '/');
    const end = endOfSegment(url);
    const first = url.slice(0, end);
    if (first === CONTROL_PATH) return next();
    const root = mounts.get('');
    const mount = mounts.get(first);
    const found = (first === '' ? undefined : mount) ?? root;
    if (!found) return next();
    request.url = found === root ? url : url[end] === '/' ? url.slice(end) : `/${url.slice(end)}`;
    const seen = log.request?.(found.contractId, request.method ?? '', response);
    found.serve(request, response, seen).then(onRequest, next);
  };
}

/** The target as a path: clients may send a whole URL (RFC 9112 §3.2.2). */
function originForm(url: string): string {
  if (url.startsWith('/')) return url;
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}

function endOfSegment(url: string): number {
  for (let index = 1; index < url.length; index++) {
    const code = url.charCodeAt(index);
    if (code === SLASH || code === QUESTION_MARK || code === HASH) return index;
  }
  return url.length;
}

const SLASH = 47;
const QUESTION_MARK = 63;
const HASH = 35;
