import type { Duplex } from 'node:stream';
import { refuse } from './refusals/problem.ts';

const STATUS_OF: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };
const PHRASES: Readonly<Record<number, string>> = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' };

/** Answers bytes that are no HTTP request with a problem and ends the connection (a `clientError` listener of node:http). */
export function endGarbled(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_OF[error.code ?? ''] ?? 400;
  const body = JSON.stringify(refuse(status, 'REQUEST_MALFORMED', 'The bytes received are no HTTP request that can be read').problem);
  const head = [
    `HTTP/1.1 ${status} ${PHRASES[status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end([...head, 'connection: close', '', body].join('\r\n'));
}
