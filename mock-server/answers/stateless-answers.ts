import type { Contract, HttpOperation, MediaType, Response } from '../../registry/contract/index.ts';
import type { Answer } from './answer.ts';
import { bodyCandidates } from './body-candidates.ts';
import type { BodyWish } from './body-candidates.ts';
import { sampleHeaders } from './sample-headers.ts';
import { declaredResponse, successResponse } from './success-response.ts';

/** Answers that need no state: the lowest declared success with each candidate for its body. None when no success is declared. */
export function* statelessAnswers(
  contract: Contract,
  operation: HttpOperation,
  media: { readonly declared: MediaType; readonly concrete: string } | undefined,
  seed: string,
  path: BodyWish['path'] = {},
): Generator<Answer> {
  const success = successResponse(operation);
  if (success) yield* documentedAnswers(contract, success, media, { seed, path });
}

/** Answers that a response documents: each candidate for its body with all headers that it declares, then with those only that it requires. */
export function* documentedAnswers(
  contract: Contract,
  { status, response }: { readonly status: number; readonly response: Response },
  media: { readonly declared: MediaType; readonly concrete: string } | undefined,
  wish: BodyWish,
): Generator<Answer> {
  const required = sampleHeaders(contract, response, status, wish.seed);
  const all = sampleHeaders(contract, response, status, wish.seed, true);
  const heads = Object.keys(all).length > Object.keys(required).length ? [all, required] : [required];
  if (!media) {
    for (const headers of heads) yield { status, headers };
    return;
  }
  for (const value of bodyCandidates(contract, media.declared, wish)) {
    for (const headers of heads) yield { status, headers, mediaType: media.concrete, value };
  }
}

/** A value for every header that the response requires, and for the `Location` of a redirect. */
export function declaredHeaders(
  contract: Contract,
  operation: HttpOperation,
  status: number,
  seed: string,
): Readonly<Record<string, string>> {
  const response = declaredResponse(operation, status);
  return response ? sampleHeaders(contract, response, status, seed) : {};
}
