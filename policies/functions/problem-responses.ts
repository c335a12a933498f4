import type { RulesetFunction } from '@stoplight/spectral-core';
import { httpOperations } from '../documents/http-operations.ts';
import { isMembers, membersOf } from '../documents/members.ts';

const PROBLEM = 'application/problem+json';

/** Every 4xx, 5xx and default response is a problem document (RFC 9457): `application/problem+json`. HEAD has no bodies. */
export const problemResponses: RulesetFunction = (document) =>
  httpOperations(document)
    .filter(({ method }) => method !== 'head')
    .flatMap(({ path, method, operation, location }) =>
      membersOf(operation['responses'])
        .filter(([status, response]) => /^(?:[45]|default$)/.test(status) && isMembers(response))
        .flatMap(([status, response]) => {
          const mediaTypes = membersOf((response as { readonly content?: unknown }).content).map(([name]) => name);
          if (mediaTypes.some((name) => name.split(';')[0]?.trim().toLowerCase() === PROBLEM)) return [];
          const given = mediaTypes.length === 0 ? 'has no body' : `is ${mediaTypes.join(', ')}`;
          const message = `the ${status} response of ${method.toUpperCase()} ${path} ${given}; it must be ${PROBLEM}`;
          return [{ message, path: [...location, 'responses', status] }];
        }),
    );
