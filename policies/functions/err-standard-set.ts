import { documentRule } from '../documents/document-rule.ts';
import { httpOperations, operationSecurity, responsesOf } from '../documents/http-operations.ts';

/** Each operation documents what every caller must be ready for: 401 and 403 where credentials are asked for, 429 always. `4XX` counts. */
export const errStandardSet = documentRule((document) =>
  httpOperations(document).flatMap((operation) => {
    const declared = new Set(responsesOf(operation).map(([status]) => status.toUpperCase()));
    if (declared.has('4XX')) return [];
    const isSecured = operationSecurity(document, operation)?.items().length !== 0;
    const missing = (isSecured ? ['401', '403', '429'] : ['429']).filter((status) => !declared.has(status));
    if (missing.length === 0) return [];
    const responses = operation.node.at('responses');
    return [
      {
        message: `${operation.name} does not document ${missing.join(', ')}`,
        node: responses.value === undefined ? operation.node : responses,
      },
    ];
  }),
);
