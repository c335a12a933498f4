import { describeTargetFailure } from '../proxy/describe-target-failure.ts';
import { MAX_JUDGED_BYTES } from '../proxy/body-copy.ts';
import type { Exchange, KeptBody } from '../proxy/exchange.ts';
import type { SentRequest } from './sent-request.ts';

/** What came back of a request, or why nothing did. */
export type Returned = { readonly exchange: Exchange; readonly headers: Headers; readonly value: unknown } | { readonly failure: string };

const PATIENCE_MILLISECONDS = 30_000;

/** Sends a request to the target, with the headers of the caller beside its own. Redirects are not followed. */
export async function sendRequest(target: string, request: SentRequest, extra: Readonly<Record<string, string>>): Promise<Returned> {
  const { method, url, body } = request;
  const headers = { accept: '*/*', ...request.headers, ...extra };
  try {
    const response = await fetch(target + url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      ...(body && { body: Buffer.from(body) }),
    });
    const responseBody = await keep(response);
    const responseHeaders = Object.fromEntries([...response.headers].filter(([name]) => name !== 'content-encoding'));
    const requestBody = body && { bytes: body };
    const exchange = { method, url, requestHeaders: headers, requestBody, status: response.status, responseHeaders, responseBody };
    return { exchange, headers: response.headers, value: valueOf(responseBody) };
  } catch (error) {
    const { cause, name } = error as Error;
    if (name === 'TimeoutError') return { failure: `it says nothing for ${PATIENCE_MILLISECONDS / 1000} s` };
    return { failure: describeTargetFailure(cause ?? {}) };
  }
}

async function keep(response: Response): Promise<KeptBody> {
  if (!response.body) return undefined;
  if (/^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')) {
    await response.body.cancel();
    return { unjudged: 'a stream of events is not judged' };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > MAX_JUDGED_BYTES) return { unjudged: `a body of more than ${MAX_JUDGED_BYTES} bytes is not judged` };
    chunks.push(chunk);
  }
  return length === 0 ? undefined : { bytes: Buffer.concat(chunks) };
}

function valueOf(kept: KeptBody): unknown {
  if (!kept || !('bytes' in kept)) return undefined;
  try {
    return JSON.parse(Buffer.from(kept.bytes).toString()) as unknown;
  } catch {
    return undefined;
  }
}
