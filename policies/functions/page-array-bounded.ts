import { documentRule } from '../documents/document-rule.ts';
import { keywordOf, typesOf } from '../documents/read-schema.ts';
import { schemaSites } from '../documents/schema-sites.ts';

/** Every list says how long it may be: `maxItems`, or what bounds it otherwise (`const`, `enum`, a tuple). */
export const pageArrayBounded = documentRule((document) => {
  const judged = new Set<unknown>();
  return schemaSites(document).flatMap(({ name, node }) => {
    if (judged.has(node.value)) return [];
    judged.add(node.value);
    if (!typesOf(node).includes('array') || ['maxItems', 'const', 'enum'].some((keyword) => keywordOf(node, keyword) !== undefined))
      return [];
    if (keywordOf(node, 'prefixItems') !== undefined && keywordOf(node, 'items') === false) return [];
    return [
      {
        message: `${name === '' ? 'a list' : `the list '${name}'`} has no maxItems: it may be as long as anybody likes`,
        node: node.target,
      },
    ];
  });
});
