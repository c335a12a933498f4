import { type ApiDocument, oncePerDocument } from '../documents/api-document.ts';
import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { isMoneyName } from '../documents/money-name.ts';
import { keywordOf, propertiesOf, typesOf } from '../documents/read-schema.ts';
import { type SchemaSite, schemaSites } from '../documents/schema-sites.ts';
import { wordsOf } from '../documents/words.ts';

const DECIMAL_FORMATS: ReadonlySet<unknown> = new Set(['decimal', 'currency', 'money', 'number']);

/**
 * An amount that is a string says that it is a decimal number, by a pattern or a format, and its currency stands beside it, in an object
 * around it, or where `x-currency` says.
 */
export const moneyObject = documentRule((document) =>
  schemaSites(document).flatMap((site) => {
    const { role, name, node } = site;
    if (role !== 'property' || !isMoneyName(name) || !typesOf(node).includes('string')) return [];
    const faults = [
      ...(isDecimal(node) ? [] : ['is any text: give it the pattern of a decimal number']),
      ...(keywordOf(node, 'x-currency') !== undefined || hasCurrencyAround(document, site) ? [] : ['has no currency beside it (ISO 4217)']),
    ];
    return faults.length === 0 ? [] : [{ message: `the amount '${name}' ${faults.join(', and ')}`, node }];
  }),
);

function isDecimal(schema: DocumentNode): boolean {
  return (
    ['pattern', 'enum', 'const'].some((keyword) => keywordOf(schema, keyword) !== undefined) ||
    DECIMAL_FORMATS.has(keywordOf(schema, 'format'))
  );
}

/** The sites that a schema is used at, by its value. */
const usesOf = oncePerDocument((document): ReadonlyMap<unknown, readonly SchemaSite[]> => {
  const uses = new Map<unknown, SchemaSite[]>();
  for (const site of schemaSites(document)) {
    const known = uses.get(site.node.value);
    if (known) known.push(site);
    else uses.set(site.node.value, [site]);
  }
  return uses;
});

/** Does any object that the amount is part of, however it is used, have a currency? */
function hasCurrencyAround(document: ApiDocument, amount: SchemaSite): boolean {
  const seen = new Set<unknown>();
  const queue: SchemaSite[] = amount.owner ? [amount.owner] : [];
  for (let site = queue.pop(); site; site = queue.pop()) {
    const { value } = site.node;
    if (seen.has(value)) continue;
    seen.add(value);
    if ([...propertiesOf(site.node).keys()].some((name) => /\b(?:currency|ccy)\b/.test(wordsOf(name).join(' ')))) return true;
    for (const use of usesOf(document).get(value) ?? []) if (use.owner) queue.push(use.owner);
  }
  return false;
}
