import type { ServerResponse } from 'node:http';
import type { Answer } from '../answers/answer.ts';
import { headersOf } from '../answers/answer.ts';

/** An answer as bytes, ready to be sent and to be sent again. */
export interface WrittenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** Writes an answer with `write` for its body. Undefined when the value cannot stand in the media type, or a header's value on the wire. */
export function writeAnswer(answer: Answer, write: (value: unknown, mediaType: string) => Buffer | undefined): WrittenAnswer | undefined {
  const { status, value, mediaType } = answer;
  const headers = headersOf(answer);
  if (Object.values(headers).some((text) => UNSENDABLE.test(text))) return undefined;
  if (value === undefined || mediaType === undefined) return { status, headers, body: undefined };
  const body = write(value, mediaType);
  return body && { status, headers, body };
}

/** What no header field may hold (RFC 9110 §5.5), and what Node cannot send. */
const UNSENDABLE = /[^\t\u0020-\u007E\u0080-\u00FF]/;

/** Sends an answer whole. */
export function sendAnswer(response: ServerResponse, answer: WrittenAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const bodyless = answer.status === 204 || answer.status === 304;
  response.writeHead(answer.status, { ...answer.headers, ...(bodyless ? {} : { 'content-length': String(answer.body?.length ?? 0) }) });
  response.end(bodyless ? undefined : answer.body);
}
