import type { ApiDocument } from '../documents/api-document.ts';
import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { eventOperations, messagesOf } from '../documents/event-channels.ts';
import { allHttpOperations, operationParameters } from '../documents/http-operations.ts';
import { isMembers } from '../documents/members.ts';
import { schemaSites } from '../documents/schema-sites.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What is deprecated says when it ends, `x-sunset: 2027-06-30`, and what comes after it, `x-successor`, `none` if nothing does. */
export const deprMeta = documentRule((document) => {
  const judged = new Set<unknown>();
  return candidates(document).flatMap(([what, node]) => {
    const { written } = node;
    if (!isMembers(written) || judged.has(written)) return [];
    judged.add(written);
    if (written['deprecated'] !== true && written['x-deprecated'] !== true) return [];
    const sunset = written['x-sunset'];
    const faults = [
      ...(typeof sunset === 'string' && DATE.test(sunset) && !Number.isNaN(Date.parse(sunset)) ? [] : ['when it ends (x-sunset, a date)']),
      ...(typeof written['x-successor'] === 'string' ? [] : ['what comes after it (x-successor, or none)']),
    ];
    return faults.length === 0 ? [] : [{ message: `${what} is deprecated and doesn't say ${faults.join(' and ')}`, node }];
  });
});

/** Everything that may be deprecated, where it is written and, if that is a reference, also what it refers to. */
function candidates(document: ApiDocument): readonly (readonly [string, DocumentNode])[] {
  const operations = allHttpOperations(document);
  const named: readonly (readonly [string, DocumentNode])[] = [
    ...operations.map(({ name, node }) => [name, node] as const),
    ...eventOperations(document).map(({ name, node }) => [`operation ${name}`, node] as const),
    ...messagesOf(document).map(({ name, node }) => [`message ${name}`, node] as const),
    ...operations.flatMap(operationParameters).map((node) => [`parameter '${node.text('name')}'`, node] as const),
    ...schemaSites(document).flatMap(({ role, name, node, holder }) => {
      const what = name === '' ? 'a schema' : `${role === 'component' ? 'schema' : role} '${name}'`;
      return [node, ...(holder ? [holder] : [])].map((part) => [what, part] as const);
    }),
  ];
  return named.flatMap(([what, node]) =>
    node.target === node ? [[what, node] as const] : [[what, node] as const, [what, node.target] as const],
  );
}
