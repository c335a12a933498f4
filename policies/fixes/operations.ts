import { type Members, isMembers, membersOf } from '../documents/members.ts';
import { memberOf, objectAt } from './target.ts';

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** The operations that stand under the paths of an OpenAPI document itself. */
export function writtenOperations(document: unknown): readonly Members[] {
  return membersOf(memberOf(document, 'paths')).flatMap(([, item]) =>
    membersOf(item).flatMap(([method, operation]) => (METHODS.has(method) && isMembers(operation) ? [operation] : [])),
  );
}

/** The responses of these operations that are declared for a status. */
export function writtenResponses(operations: readonly Members[], status: string): readonly unknown[] {
  return operations.map((operation) => objectAt(operation, 'responses')[status]).filter((response) => response !== undefined);
}
