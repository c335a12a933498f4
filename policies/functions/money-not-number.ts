import type { RulesetFunction } from '@stoplight/spectral-core';
import { type Members, isMembers } from '../documents/members.ts';
import { isMoneyName } from '../documents/money-name.ts';
import { namedSchemas } from '../documents/named-schemas.ts';

const MONEY_FORMATS: ReadonlySet<unknown> = new Set(['currency', 'decimal', 'money']);

/** An amount of money is a decimal string: no property or parameter that is named like one, or has its format, is a JSON number. */
export const moneyNotNumber: RulesetFunction = (document) =>
  [...namedSchemas(document)].flatMap(({ name, schema, location }) => {
    const type = numericType(schema, new Set());
    if (type === undefined || !(isMoneyName(name) || MONEY_FORMATS.has(schema['format']))) return [];
    return [{ message: `'${name}' is money and must be a decimal string beside its ISO 4217 currency, not ${type}`, path: [...location] }];
  });

function numericType(schema: Members, seen: Set<object>): string | undefined {
  if (seen.has(schema)) return undefined;
  seen.add(schema);
  const types: readonly unknown[] = Array.isArray(schema['type']) ? schema['type'] : [schema['type']];
  if (types.includes('number')) return 'a number';
  if (types.includes('integer')) return 'an integer';
  const parts = [schema['items'], ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => schema[keyword] ?? [])];
  return parts
    .filter(isMembers)
    .map((part) => numericType(part, seen))
    .find((type) => type !== undefined);
}
