import type { CompiledContract } from '../../registry/contract/index.ts';
import { isObject } from '../answers/schema-shape.ts';
import { isJson } from '../answers/structured-media.ts';
import { fitOf } from './sent-request.ts';
import type { SentRequest } from './sent-request.ts';

const MOST_PER_OPERATION = 16;

/**
 * Requests made of a good one by spoiling it in one place, 16 at most. The contract has refused each as a request of the same operation, so that a target
 * that takes one takes what it should not.
 */
export function badRequests(compiled: CompiledContract, good: SentRequest): readonly SentRequest[] {
  return [...spoiled(good)].filter((bad) => fitOf(compiled, bad) === 'misfits').slice(0, MOST_PER_OPERATION);
}

function* spoiled(good: SentRequest): Generator<SentRequest> {
  const { operation, url, headers, body } = good;
  const [path = '', search = ''] = url.split('?');
  for (const parameter of operation.parameters) {
    const query = new URLSearchParams(search);
    if (parameter.in === 'query') {
      query.delete(parameter.name);
      yield { ...good, url: query.size === 0 ? path : `${path}?${query.toString()}` };
      query.set(parameter.name, '\u2603 not this');
      yield { ...good, url: `${path}?${query.toString()}` };
    }
    if (parameter.in === 'header') yield { ...good, headers: without(headers, parameter.name.toLowerCase()) };
  }
  if (!body) return;
  yield { ...good, headers: without(headers, 'content-type'), body: undefined };
  yield { ...good, headers: { ...headers, 'content-type': 'application/x-unheard-of' } };
  if (!isJson(headers['content-type'] ?? '')) return;
  const bodied = (value: unknown): SentRequest => ({ ...good, body: Buffer.from(JSON.stringify(value)) });
  yield { ...good, body: Buffer.from('{"') };
  yield bodied(null);
  yield bodied([]);
  const value: unknown = JSON.parse(Buffer.from(body).toString());
  if (!isObject(value)) return;
  for (const name of Object.keys(value)) yield bodied(without(value, name));
  for (const [name, member] of Object.entries(value)) yield bodied({ ...value, [name]: typeof member === 'object' ? 17 : { not: 'this' } });
}

function without<T>(members: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  const { [name]: _, ...others } = members;
  return others;
}
