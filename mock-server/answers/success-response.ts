import type { HttpOperation, MediaType, Response } from '../../registry/contract/index.ts';
import { isJson, isXml } from './structured-media.ts';

/** The response that an operation declares for success. */
export interface SuccessResponse {
  readonly status: number;
  readonly response: Response;
  /** Its JSON form, when it has one. */
  readonly json: MediaType | undefined;
}

/**
 * The lowest declared 2xx; a range `2XX` stands for 200. Where none is declared, the lowest 3xx, since a redirect can be all that an operation
 * has to give, then `default` as 200. Undefined when no success is declared.
 */
export function successResponse(operation: HttpOperation): SuccessResponse | undefined {
  if (!successes.has(operation)) successes.set(operation, findSuccess(operation));
  return successes.get(operation);
}

const successes = new WeakMap<HttpOperation, SuccessResponse | undefined>();

function findSuccess(operation: HttpOperation): SuccessResponse | undefined {
  const lowest = (pattern: RegExp): Response | undefined =>
    operation.responses.filter(({ status }) => pattern.test(status)).toSorted((left, right) => left.status.localeCompare(right.status))[0];
  const response = lowest(/^2\d\d$/) ?? lowest(/^2XX$/) ?? lowest(/^3\d\d$/) ?? lowest(/^default$/);
  if (!response) return undefined;
  const status = /^\d+$/.test(response.status) ? Number(response.status) : 200;
  return { status, response, json: response.content.find(({ mediaType }) => isJson(mediaType)) };
}

/** The first form of a success that a resource can be read from, JSON before others: one of XML, where there is no JSON. */
export function readableMedia(success: SuccessResponse | undefined): MediaType | undefined {
  return success?.json ?? success?.response.content.find(({ mediaType }) => isXml(mediaType));
}

/** The response that is declared for a status: exact, by range (`4XX`), or `default` (OpenAPI 3.1 §4.8.16.2). */
export function declaredResponse(operation: HttpOperation, status: number): Response | undefined {
  const find = (wanted: string): Response | undefined => operation.responses.find((response) => response.status === wanted);
  return find(String(status)) ?? find(`${Math.floor(status / 100)}XX`) ?? find('default');
}
