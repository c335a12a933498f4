import type { ServerResponse } from 'node:http';
import type { Answer } from '../answers/answer.ts';
import { headersOf } from '../answers/answer.ts';
import type { Mishap } from '../faults/mishap.ts';

/** An answer ready to be sent and to be sent again. */
export interface WrittenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A text is sent as UTF-8: it leaves in one piece with its head, which costs less than bytes of its own. */
  readonly body: string | Uint8Array | undefined;
  /** What happens to it on its way, when a fault hits it. */
  readonly mishap?: Mishap;
}

/** Writes an answer with `write` for its body. Undefined when the value cannot stand in the media type, or a header's value on the wire. */
export function writeAnswer(
  answer: Answer,
  write: (value: unknown, mediaType: string) => WrittenAnswer['body'],
): WrittenAnswer | undefined {
  const { status, value, mediaType } = answer;
  const headers = headersOf(answer);
  for (const name in headers) if (!SENDABLE.test(headers[name] ?? '')) return undefined;
  if (value === undefined || mediaType === undefined) return { status, headers, body: undefined };
  const body = write(value, mediaType);
  return body === undefined ? undefined : { status, headers, body };
}

/** The value of a header field that can be sent (RFC 9110 §5.5, and what Node takes), as a pattern. */
export const SENDABLE_VALUE = '^[\\t\\u0020-\\u007E\\u0080-\\u00FF]*$';

const SENDABLE = new RegExp(SENDABLE_VALUE);

/** Sends an answer whole. */
export function sendAnswer(response: ServerResponse, answer: WrittenAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const { status, headers, body = '' } = answer;
  if (status === 204 || status === 304) response.writeHead(status, headers).end();
  else response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}
