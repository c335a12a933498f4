import { isObject } from '../../load/is-object.ts';

/** How the value of a keyword holds subschemas, and whether they apply to the same instance as the schema that holds them. */
export type KeywordShape =
  | { readonly holds: 'schema' | 'schemas' | 'schema-map'; readonly inPlace: boolean }
  | { readonly holds: 'value'; readonly fits: (value: unknown) => boolean };

const count = { holds: 'value', fits: (value: unknown) => Number.isInteger(value) && (value as number) >= 0 } as const;
const number = { holds: 'value', fits: (value: unknown) => typeof value === 'number' && Number.isFinite(value) } as const;
const isNames = (value: unknown): boolean => Array.isArray(value) && value.every((name) => typeof name === 'string');

/**
 * The keywords of JSON Schema 2020-12 that judge a value, without `$ref`, `type`, `enum`, `const`, `format` and `pattern`, which are treated
 * one by one. A keyword whose value doesn't have its form judges nothing.
 */
export const SCHEMA_KEYWORDS: ReadonlyMap<string, KeywordShape> = new Map<string, KeywordShape>([
  ['allOf', { holds: 'schemas', inPlace: true }],
  ['anyOf', { holds: 'schemas', inPlace: true }],
  ['oneOf', { holds: 'schemas', inPlace: true }],
  ['not', { holds: 'schema', inPlace: true }],
  ['if', { holds: 'schema', inPlace: true }],
  ['then', { holds: 'schema', inPlace: true }],
  ['else', { holds: 'schema', inPlace: true }],
  ['dependentSchemas', { holds: 'schema-map', inPlace: true }],
  ['properties', { holds: 'schema-map', inPlace: false }],
  ['patternProperties', { holds: 'schema-map', inPlace: false }],
  ['additionalProperties', { holds: 'schema', inPlace: false }],
  ['unevaluatedProperties', { holds: 'schema', inPlace: false }],
  ['propertyNames', { holds: 'schema', inPlace: false }],
  ['prefixItems', { holds: 'schemas', inPlace: false }],
  ['items', { holds: 'schema', inPlace: false }],
  ['unevaluatedItems', { holds: 'schema', inPlace: false }],
  ['contains', { holds: 'schema', inPlace: false }],
  ['minContains', count],
  ['maxContains', count],
  ['multipleOf', { holds: 'value', fits: (value) => number.fits(value) && (value as number) > 0 }],
  ['maximum', number],
  ['exclusiveMaximum', number],
  ['minimum', number],
  ['exclusiveMinimum', number],
  ['maxLength', count],
  ['minLength', count],
  ['maxItems', count],
  ['minItems', count],
  ['uniqueItems', { holds: 'value', fits: (value) => value === true }],
  ['maxProperties', count],
  ['minProperties', count],
  ['required', { holds: 'value', fits: isNames }],
  ['dependentRequired', { holds: 'value', fits: (value) => isObject(value) && Object.values(value).every(isNames) }],
]);

/** The types of JSON Schema, `integer` among them. */
export const JSON_TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;

/** One of them. */
export type JsonType = (typeof JSON_TYPES)[number];

/** The types that a `type` keyword names; undefined when it names none, and so judges nothing. */
export function declaredTypes(type: unknown): readonly JsonType[] | undefined {
  const names: readonly unknown[] = Array.isArray(type) ? type : [type];
  const types = JSON_TYPES.filter((name) => names.includes(name));
  return types.length === 0 ? undefined : types;
}

/** Is it a schema: a boolean or an object? */
export function isSchema(value: unknown): value is boolean | Readonly<Record<string, unknown>> {
  return typeof value === 'boolean' || isObject(value);
}

/** The subschemas of one keyword, by the name or index under which they stand; empty when the value hasn't the keyword's form. */
export function subschemasOf(
  shape: KeywordShape,
  value: unknown,
): readonly (readonly [name: string, schema: boolean | Readonly<Record<string, unknown>>])[] {
  switch (shape.holds) {
    case 'value':
      return [];
    case 'schema':
      return isSchema(value) ? [['', value]] : [];
    case 'schemas':
      return Array.isArray(value) ? value.flatMap((schema, index) => (isSchema(schema) ? [[String(index), schema] as const] : [])) : [];
    case 'schema-map':
      return isObject(value) ? Object.keys(value).flatMap((name) => (isSchema(value[name]) ? [[name, value[name]] as const] : [])) : [];
  }
}
