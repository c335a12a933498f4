import { documentRule } from '../documents/document-rule.ts';
import { httpOperations, responseHeader, responsesOf } from '../documents/http-operations.ts';

/** A 429 and a 503 say by `Retry-After` when to come back (RFC 9110 §10.2.3). */
export const errRetryAfter = documentRule((document) => {
  const judged = new Set<unknown>();
  return httpOperations(document)
    .flatMap(responsesOf)
    .filter(([status, { value }]) => ['429', '503'].includes(status) && value !== undefined && !judged.has(value) && judged.add(value))
    .filter(([, response]) => responseHeader(response, 'retry-after') === undefined)
    .map(([status, { target: node }]) => ({
      message: `a ${status} without the header Retry-After: callers don't know when to come back`,
      node,
    }));
});
