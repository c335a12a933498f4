import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { isMoneyName } from '../documents/money-name.ts';
import { keywordNode, keywordOf, schemasOf, typesOf } from '../documents/read-schema.ts';
import { schemaSites } from '../documents/schema-sites.ts';

const MONEY_FORMATS: ReadonlySet<unknown> = new Set(['currency', 'decimal', 'money']);
const NAMED: ReadonlySet<string> = new Set(['property', 'parameter', 'header']);

/** An amount of money is a decimal string: no property or parameter that is named like one, or has its format, is a JSON number. */
export const moneyNotNumber = documentRule((document) =>
  schemaSites(document).flatMap(({ role, name, node }) => {
    if (!NAMED.has(role)) return [];
    const type = numericType(node, 0);
    if (type === undefined || !(isMoneyName(name) || MONEY_FORMATS.has(keywordOf(node, 'format')))) return [];
    return [{ message: `'${name}' is money and must be a decimal string beside its ISO 4217 currency, not ${type}`, node }];
  }),
);

/** Composition and lists that are looked into. */
const DEEPEST = 10;

function numericType(schema: DocumentNode, depth: number): string | undefined {
  const types = typesOf(schema);
  if (types.includes('number')) return 'a number';
  if (types.includes('integer')) return 'an integer';
  if (depth > DEEPEST) return undefined;
  const parts = [
    keywordNode(schema, 'items'),
    ...['anyOf', 'oneOf'].flatMap((keyword) => schemasOf(schema).flatMap((part) => part.at(keyword).items())),
  ];
  return parts.map((part) => numericType(part, depth + 1)).find((type) => type !== undefined);
}
