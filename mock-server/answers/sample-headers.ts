import type { Contract, Response } from '../../registry/contract/index.ts';
import { simpleText } from './parameter-text.ts';
import { sampleValue } from './sample-value.ts';

/** Headers that the connection sets itself, or that would promise what the mock does not keep: sent only where the response requires them. */
const NOT_FOR_SHOW = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'etag',
  'last-modified',
  'keep-alive',
  'link',
  'location',
  'retry-after',
  'set-cookie',
  'transfer-encoding',
  'upgrade',
]);

const RATE_LIMIT = /^(x-)?rate-?limit/;

/** A value for every header that the response requires, and for the `Location` of a redirect; with `all`, for those too that it may carry. */
export function sampleHeaders(
  contract: Contract,
  response: Response,
  status: number,
  seed: string,
  all = false,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const header of response.headers) {
    const name = header.name.toLowerCase();
    const wanted = header.required || (name === 'location' && status >= 300) || (all && !NOT_FOR_SHOW.has(name) && !RATE_LIMIT.test(name));
    if (!wanted || name === 'content-type') continue;
    const example = header.examples[0]?.value ?? sampleValue(contract, header.schema, `${seed}#${header.name}`);
    if (example !== undefined && example !== null) headers[name] = simpleText(header, example);
  }
  return headers;
}
