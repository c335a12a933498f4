import type { IncomingMessage } from 'node:http';
import { isXml } from '../../answers/structured-media.ts';
import { refuse } from '../refusals/problem.ts';
import type { Refusal } from '../refusals/problem.ts';
import { KNOWN_CODINGS, undoContentCodings } from './undo-content-codings.ts';

/** The largest request body that a mock reads, in bytes. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The largest that is read as XML: larger ones would be passed without a look at whether they are well-formed. */
const MAX_XML_BYTES = 4 * 1024 * 1024;

/** A body that was read, or why it was not. `bytes` is undefined when the request carried none. */
export type ReadBody = { readonly bytes: Uint8Array | undefined } | { readonly refusal: Refusal };

/**
 * Reads a request's body as bytes, its content codings undone, up to `maxBytes`, of XML up to 4 MiB: more is refused with 413, an unknown content
 * coding with 415 (RFC 9110 §8.4). What a refused request still sends is thrown away, until it is four times too much: then the connection ends.
 *
 * @throws the socket's error when the client goes away.
 */
export async function readBody(request: IncomingMessage, maxBytes: number = limitOf(request)): Promise<ReadBody> {
  const declaredLength = request.headers['content-length'];
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  if (declaredLength === undefined && !isChunked) return NO_BODY;
  const isTooLong = Number(declaredLength ?? 0) > maxBytes;
  const read = collect(request, isTooLong ? 0 : maxBytes, PATIENCE * maxBytes);
  if (isTooLong) read.catch(() => {});
  const chunks = isTooLong ? undefined : await read;
  if (!chunks) return tooLarge(maxBytes);
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const declared = isChunked && request.headers['content-type'] !== undefined;
  if (length === 0 && !declared) return NO_BODY;
  const coding = request.headers['content-encoding'];
  return coding === undefined ? { bytes: joined(chunks, length) } : decoded(joined(chunks, length), coding, maxBytes);
}

function limitOf({ headers }: IncomingMessage): number {
  return isXml(headers['content-type'] ?? '') ? MAX_XML_BYTES : MAX_BODY_BYTES;
}

async function decoded(bytes: Uint8Array, coding: string, maxBytes: number): Promise<ReadBody> {
  const body = await undoContentCodings(bytes, coding, maxBytes);
  if (body instanceof Uint8Array) return { bytes: body };
  if (body === 'too-large') return tooLarge(maxBytes);
  if (body === 'broken') return { refusal: refuse(400, 'BODY_MALFORMED', `The body is not in the content coding '${coding}'`) };
  const detail = `Content-Encoding '${coding}' is not supported: send the body as it is, or in ${KNOWN_CODINGS}`;
  return { refusal: refuse(415, 'CONTENT_ENCODING_UNSUPPORTED', detail, { headers: { 'accept-encoding': KNOWN_CODINGS } }) };
}

function tooLarge(maxBytes: number): ReadBody {
  return { refusal: refuse(413, 'BODY_TOO_LARGE', `The body is larger than ${maxBytes} bytes`) };
}

const NO_BODY: ReadBody = { bytes: undefined };

function joined(chunks: readonly Buffer[], length: number): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && first ? first : Buffer.concat(chunks, length);
}

/** So many times what is read of a body may come before the connection ends. */
const PATIENCE = 4;

/** All that a request sends, or undefined as soon as it is too much; what still comes is then thrown away, up to a bound. */
function collect(request: IncomingMessage, maxBytes: number, maxThrownAway: number): Promise<readonly Buffer[] | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(undefined);
        if (length > maxThrownAway) request.destroy();
      }
    });
    request.once('end', () => resolve(chunks));
    request.once('error', reject);
  });
}
