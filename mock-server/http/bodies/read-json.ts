import type { IncomingMessage } from 'node:http';
import { readBody } from './read-body.ts';

/** The JSON value that a request's body holds; undefined when it holds none. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request);
  try {
    return 'bytes' in body && body.bytes ? JSON.parse(new TextDecoder().decode(body.bytes)) : undefined;
  } catch {
    return undefined;
  }
}
