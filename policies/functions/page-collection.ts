import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { type DocumentOperation, httpOperations, mediaTypesOf, operationParameters, responsesOf } from '../documents/http-operations.ts';
import { keywordOf, propertiesOf, typesOf } from '../documents/read-schema.ts';
import { wordsOf } from '../documents/words.ts';

/** Properties that hold the items of a page, whatever the items are. */
const PAGE_PROPERTIES: ReadonlySet<string> = new Set([
  'items',
  'data',
  'results',
  'records',
  'entries',
  'values',
  'value',
  'content',
  'elements',
]);

/** A GET that returns a collection does so in pages: it takes `limit`, which has a maximum, and `cursor`. */
export const pageCollection = documentRule((document) =>
  httpOperations(document)
    .filter((operation) => operation.method === 'get' && returnsCollection(operation))
    .flatMap((operation) => {
      const parameter = (name: string): DocumentNode | undefined =>
        operationParameters(operation).find((candidate) => candidate.text('in') === 'query' && candidate.text('name') === name);
      const missing = ['limit', 'cursor'].filter((name) => parameter(name) === undefined);
      if (missing.length > 0)
        return [{ message: `${operation.name} returns a collection and takes no ${missing.join(' and no ')}`, node: operation.node }];
      const limit = parameter('limit')?.target;
      return limit === undefined || keywordOf(limit.at('schema'), 'maximum') !== undefined
        ? []
        : [{ message: `the limit of ${operation.name} has no maximum: a caller may ask for everything`, node: limit }];
    }),
);

function returnsCollection(operation: DocumentOperation): boolean {
  return responsesOf(operation)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => mediaTypesOf(response))
    .some(([, mediaType]) => isCollection(mediaType.at('schema'), operation.path));
}

/** A list, or an object whose list is called as pages call theirs or as the path does: `{ Invoices: [] }` of `/invoices`. */
function isCollection(schema: DocumentNode, path: string): boolean {
  if (typesOf(schema).includes('array')) return true;
  const resource = wordsOf(path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? '').join(' ');
  return [...propertiesOf(schema)].some(
    ([name, property]) =>
      (PAGE_PROPERTIES.has(name.toLowerCase()) || (!path.endsWith('}') && wordsOf(name).join(' ') === resource)) &&
      typesOf(property).includes('array'),
  );
}
