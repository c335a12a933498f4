import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { isMembers } from '../documents/members.ts';
import { keywordOf, typesOf } from '../documents/read-schema.ts';
import { schemaSites } from '../documents/schema-sites.ts';

/** Every list says how long it may be: `maxItems`, or what bounds it otherwise (`const`, `enum`, a tuple). */
export const pageArrayBounded = documentRule((document) => {
  const judged = new Set<unknown>();
  return schemaSites(document).flatMap(({ name, node }) => {
    if (judged.has(node.identity)) return [];
    judged.add(node.identity);
    if (!typesOf(node).includes('array') || ['maxItems', 'const', 'enum'].some((keyword) => keywordOf(node, keyword) !== undefined))
      return [];
    if (keywordOf(node, 'prefixItems') !== undefined && keywordOf(node, 'items') === false) return [];
    const list = node.layers.find(declaresList) ?? node.own ?? node.target;
    if (judged.has(list.written) && list.written !== node.identity) return [];
    judged.add(list.written);
    return [
      { message: `${name === '' ? 'a list' : `the list '${name}'`} has no maxItems: it may be as long as anybody likes`, node: list },
    ];
  });
});

/** Of a reference, what it refers to or what stands beside it. */
function declaresList({ written }: DocumentNode): boolean {
  return isMembers(written) && [written['type']].flat().includes('array');
}
