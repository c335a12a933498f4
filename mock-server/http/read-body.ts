import type { IncomingMessage } from 'node:http';
import { refuse } from './problem.ts';
import type { Refusal } from './problem.ts';

/** The largest request body that a mock reads, in bytes. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** A body that was read, or why it was not. `bytes` is undefined when the request carried none. */
export type ReadBody = { readonly bytes: Uint8Array | undefined } | { readonly refusal: Refusal };

/**
 * Reads a request's body as bytes, up to `maxBytes`: more is refused with 413, a content coding with 415 (RFC 9110 §8.4). What a
 * refused request still sends is thrown away.
 *
 * @throws the socket's error when the client goes away.
 */
export async function readBody(request: IncomingMessage, maxBytes: number = MAX_BODY_BYTES): Promise<ReadBody> {
  const coding = request.headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity') {
    return {
      refusal: refuse(415, 'CONTENT_ENCODING_UNSUPPORTED', `Content-Encoding '${coding}' is not supported: send the body as it is`),
    };
  }
  const tooLarge = { refusal: refuse(413, 'BODY_TOO_LARGE', `The body is larger than ${maxBytes} bytes`) };
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) return tooLarge;
    chunks.push(chunk);
  }
  const declared = request.headers['content-type'] !== undefined && request.headers['transfer-encoding'] !== undefined;
  return { bytes: length > 0 || declared ? Buffer.concat(chunks, length) : undefined };
}
