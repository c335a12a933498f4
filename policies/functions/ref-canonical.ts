import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { conjunctsOf } from '../documents/read-schema.ts';
import { schemaSites } from '../documents/schema-sites.ts';
import { wordsOf } from '../documents/words.ts';

/** Entities that the landscape has one model of, by the words of their names; the file of each is called so, in kebab-case. */
const ENTITIES: ReadonlySet<string> = new Set([
  ...['supplier', 'invoice', 'item', 'remittance', 'payment', 'payer', 'money'],
  ...['claim status', 'patient account', 'cost center', 'purchase order', 'goods receipt', 'journal entry'],
]);

/** Names of properties that mean many things besides the entity. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['item', 'invoice', 'payment']);

/** A reference into the canonical models: a file in a folder `canonical`. */
const CANONICAL = /(?:^|\/)canonical\//;

/**
 * What is called like a canonical entity is a reference to it, alone or in `allOf`, or is made of its fields. Entities within the canonical
 * models themselves are not judged.
 */
export const refCanonical = documentRule((document) =>
  schemaSites(document).flatMap(({ role, name, node }) => {
    const entity = wordsOf(name).join(' ');
    if (!ENTITIES.has(entity) || !(role === 'component' || (role === 'property' && !AMBIGUOUS.has(entity)))) return [];
    const { own } = node;
    if (!own || CANONICAL.test(node.place.source) || !declaresProperties(own) || isCanonical(node)) return [];
    const file = `canonical/${entity.replaceAll(' ', '-')}.yaml`;
    return [{ message: `'${name}' is a model of its own; refer to ${file}, whole or by its fields`, node }];
  }),
);

function declaresProperties(node: DocumentNode): boolean {
  return conjunctsOf(node).some((schema) => schema.at('properties').members().length > 0);
}

function isCanonical(node: DocumentNode): boolean {
  const parts = conjunctsOf(node);
  const fields = parts.flatMap((schema) =>
    schema
      .at('properties')
      .members()
      .map(([, property]) => property),
  );
  return [...parts, ...fields].some(({ references }) => references.some((reference) => CANONICAL.test(reference)));
}
