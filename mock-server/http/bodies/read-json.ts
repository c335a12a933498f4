import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../refusals/problem.ts';
import { readBody } from './read-body.ts';

/** The JSON value that a request's body holds, undefined when it holds none, or why the body was not read (`readBody`). */
export async function readJson(request: IncomingMessage): Promise<{ readonly value: unknown } | { readonly refusal: Refusal }> {
  const body = await readBody(request);
  if ('refusal' in body) return body;
  try {
    return { value: body.bytes && JSON.parse(new TextDecoder().decode(body.bytes)) };
  } catch {
    return { value: undefined };
  }
}
