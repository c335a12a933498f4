import type { Contract, HttpOperation, MediaType } from '../../registry/contract/index.ts';
import type { Answer } from './answer.ts';
import { sampleValue } from './sample-value.ts';
import { successResponse } from './success-response.ts';

/** Candidates for the body of a media type: its declared examples, then values built from its schema. */
function* bodiesOf(contract: Contract, media: MediaType, seed: string): Generator<unknown> {
  for (const example of media.examples) if (example.value !== undefined) yield example.value;
  for (const fullness of ['full', 'required', 'plain'] as const) {
    const value = sampleValue(contract, media.schema, seed, fullness);
    if (value !== undefined) yield value;
  }
}

/** Answers that need no state: the lowest declared success with each candidate for its body. None when no success is declared. */
export function* statelessAnswers(
  contract: Contract,
  operation: HttpOperation,
  media: { readonly declared: MediaType; readonly concrete: string } | undefined,
  seed: string,
): Generator<Answer> {
  const success = successResponse(operation);
  if (!success) return;
  const headers = declaredHeaders(contract, operation, success.status, seed);
  if (!media) yield { status: success.status, headers };
  else
    for (const value of bodiesOf(contract, media.declared, seed))
      yield { status: success.status, headers, mediaType: media.concrete, value };
}

/** A value for every header that the response requires, and for the `Location` of a redirect. */
export function declaredHeaders(
  contract: Contract,
  operation: HttpOperation,
  status: number,
  seed: string,
): Readonly<Record<string, string>> {
  const response = operation.responses.find((candidate) => candidate.status === String(status));
  const headers: Record<string, string> = {};
  for (const header of response?.headers ?? []) {
    if (!header.required && !(status >= 300 && /^location$/i.test(header.name))) continue;
    const example = header.examples[0]?.value ?? sampleValue(contract, header.schema, `${seed}#${header.name}`);
    if (example !== undefined) headers[header.name.toLowerCase()] = typeof example === 'object' ? JSON.stringify(example) : String(example);
  }
  return headers;
}
