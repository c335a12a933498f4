import { documentRule } from '../documents/document-rule.ts';
import { httpOperations, mediaTypesOf, responsesOf } from '../documents/http-operations.ts';
import { PROBLEM_MEDIA_TYPE, isErrorStatus } from '../documents/problem.ts';

/** Every 4xx, 5xx and default response is a problem document (RFC 9457): `application/problem+json`. HEAD has no bodies. */
export const errProblemJson = documentRule((document) =>
  httpOperations(document)
    .filter(({ method }) => method !== 'head')
    .flatMap((operation) =>
      responsesOf(operation)
        .filter(([status, { value }]) => isErrorStatus(status) && value !== undefined)
        .flatMap(([status, node]) => {
          const mediaTypes = mediaTypesOf(node).map(([name]) => name);
          if (mediaTypes.includes(PROBLEM_MEDIA_TYPE)) return [];
          const given = mediaTypes.length === 0 ? 'has no body' : `is ${mediaTypes.join(', ')}`;
          return [{ message: `the ${status} response of ${operation.name} ${given}; it must be ${PROBLEM_MEDIA_TYPE}`, node }];
        }),
    ),
);
