import { documentRule } from '../documents/document-rule.ts';
import { httpOperations, operationParameters } from '../documents/http-operations.ts';
import { securitySchemes } from '../documents/security-schemes.ts';
import { wordsOf } from '../documents/words.ts';

/** Names of secrets: words in lower case, one space between. */
const SECRET = /^(?:(?:x )?api ?key|(?:access|auth|bearer|refresh|id) ?token|client secret|secret|password|passwd|pwd)$/;

/** No key, token or password stands in a URL: neither as a security scheme in the query, nor as a parameter that is called so. */
export const secNoApikeyQuery = documentRule((document) => {
  const schemes = securitySchemes(document)
    .filter(([, scheme]) => scheme.text('in') === 'query')
    .map(([name, { target: node }]) => ({
      message: `the key of '${name}' stands in the query, which is logged; send it in a header`,
      node,
    }));
  const parameters = httpOperations(document)
    .flatMap(operationParameters)
    .filter((parameter) => parameter.text('in') === 'query' && SECRET.test(wordsOf(parameter.text('name') ?? '').join(' ')))
    .map(({ target: node }) => ({ message: `'${node.text('name')}' stands in the query, which is logged; send it in a header`, node }));
  return [...schemes, ...parameters];
});
