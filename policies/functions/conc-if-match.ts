import { documentRule } from '../documents/document-rule.ts';
import { headerParameter, httpOperations, responsesOf } from '../documents/http-operations.ts';

/** PUT and PATCH take `If-Match` and refuse a change that is based on an old state with 412 (RFC 9110 §13.1.1). */
export const concIfMatch = documentRule((document) =>
  httpOperations(document)
    .filter(({ method }) => method === 'put' || method === 'patch')
    .flatMap((operation) => {
      const takes = headerParameter(operation, (header) => header === 'if-match') !== undefined;
      const refuses = responsesOf(operation).some(([status]) => /^(?:412|4XX)$/i.test(status));
      const missing = [...(takes ? [] : ['takes no If-Match']), ...(refuses ? [] : ['documents no 412'])];
      if (missing.length === 0) return [];
      const message = `${operation.name} ${missing.join(' and ')}: of two changes at once, the first is lost`;
      return [{ message, node: operation.node }];
    }),
);
