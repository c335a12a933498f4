import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { allHttpOperations, mediaTypesOf, responsesOf } from '../documents/http-operations.ts';
import { PROBLEM_MEDIA_TYPE } from '../documents/problem.ts';
import { keywordOf, propertiesOf, typesOf } from '../documents/read-schema.ts';

/** Members of problem details that a program can rely on, and their types (RFC 9457 §3.1). */
const MEMBERS = { type: 'string', title: 'string', status: 'integer', detail: 'string' } as const;

/** The schema of a problem declares `type`, `title`, `status` and `detail` as RFC 9457 has them. */
export const errProblemMembers = documentRule((document) => {
  const judged = new Set<unknown>();
  return allHttpOperations(document)
    .flatMap((operation) => responsesOf(operation).flatMap(([, response]) => mediaTypesOf(response)))
    .filter(([mediaType, { value }]) => mediaType === PROBLEM_MEDIA_TYPE && !judged.has(value) && judged.add(value))
    .flatMap(([, mediaType]) => {
      const schema = mediaType.at('schema');
      if (schema.value === undefined)
        return [{ message: 'a problem without a schema: declare type, title, status and detail', node: mediaType.target }];
      if (judged.has(schema.identity)) return [];
      judged.add(schema.identity);
      const faults = faultsOf(schema);
      return faults.length === 0 ? [] : [{ message: `the schema of a problem ${faults.join(', ')} (RFC 9457)`, node: schema.target }];
    });
});

function faultsOf(schema: DocumentNode): readonly string[] {
  if (['oneOf', 'anyOf'].some((keyword) => keywordOf(schema, keyword) !== undefined)) return [];
  const properties = propertiesOf(schema);
  return Object.entries(MEMBERS).flatMap(([name, wanted]) => {
    const property = properties.get(name);
    if (property === undefined) return [`lacks '${name}'`];
    const types = typesOf(property).filter((type) => type !== 'null');
    return types.length === 0 || types.includes(wanted) ? [] : [`has '${name}' as ${types.join(' or ')}, not ${wanted}`];
  });
}
