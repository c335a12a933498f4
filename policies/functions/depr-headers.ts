import { documentRule } from '../documents/document-rule.ts';
import { httpOperations, responseHeader, responsesOf } from '../documents/http-operations.ts';

const HEADERS = ['Deprecation', 'Sunset'] as const;

/** The successful responses of a deprecated operation say so at run time: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594). */
export const deprHeaders = documentRule((document) =>
  httpOperations(document)
    .filter(({ node }) => node.at('deprecated').value === true)
    .flatMap((operation) => {
      const responses = responsesOf(operation);
      const successful = responses.filter(([status]) => /^[23]/.test(status));
      const judged = successful.length > 0 ? successful : responses.filter(([status]) => status === 'default');
      const missing = HEADERS.filter((header) =>
        judged.some(([, response]) => responseHeader(response, header.toLowerCase()) === undefined),
      );
      if (missing.length === 0) return [];
      const message = `${operation.name} is deprecated, and its responses don't declare ${missing.join(' and ')}: callers don't see it at run time`;
      return [{ message, node: operation.node.at('deprecated') }];
    }),
);
