import type { ServerResponse } from 'node:http';
import type { Answer } from '../answers/answer.ts';
import { headersOf } from '../answers/answer.ts';
import { isJson } from '../answers/success-response.ts';

/** An answer as bytes, ready to be sent and to be sent again. */
export interface WrittenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/** Writes the body by its media type: JSON values as JSON, texts as they are. Undefined when the value cannot stand in the media type. */
export function writeAnswer(answer: Answer): WrittenAnswer | undefined {
  const { status, value, mediaType } = answer;
  if (value === undefined || mediaType === undefined) return { status, headers: headersOf(answer), body: undefined };
  const json = isJson(mediaType);
  if (!json && typeof value !== 'string') return undefined;
  return { status, headers: headersOf(answer), body: Buffer.from(json ? JSON.stringify(value) : String(value)) };
}

/** Sends an answer whole. */
export function sendAnswer(response: ServerResponse, answer: WrittenAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const bodyless = answer.status === 204 || answer.status === 304;
  response.writeHead(answer.status, { ...answer.headers, ...(bodyless ? {} : { 'content-length': String(answer.body?.length ?? 0) }) });
  response.end(bodyless ? undefined : answer.body);
}
