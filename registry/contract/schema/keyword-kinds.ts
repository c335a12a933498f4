/**
 * What the value of a keyword must be, and so how it is read:
 * `schema`, `schemas` (a list) and `members` (schemas by name) are descended into; `items` is a schema or, in
 * old dialects, a list; `dialect` keywords are rewritten where a dialect has them; `dropped` keywords have done their work once references are resolved; the rest are checked.
 */
export type KeywordKind =
  | 'schema'
  | 'schemas'
  | 'members'
  | 'items'
  | 'dialect'
  | 'dropped'
  | 'type'
  | 'names'
  | 'namesByName'
  | 'values'
  | 'count'
  | 'number'
  | 'positive'
  | 'boolean'
  | 'text'
  | 'pattern';

/** Every keyword that is looked at, of all dialects. What is not listed is an annotation, or unknown, and stays as it is. */
export const KEYWORD_KINDS: ReadonlyMap<string, KeywordKind> = new Map<string, KeywordKind>([
  ['additionalProperties', 'schema'],
  ['propertyNames', 'schema'],
  ['contains', 'schema'],
  ['not', 'schema'],
  ['if', 'schema'],
  ['then', 'schema'],
  ['else', 'schema'],
  ['unevaluatedItems', 'schema'],
  ['unevaluatedProperties', 'schema'],
  ['contentSchema', 'schema'],
  ['allOf', 'schemas'],
  ['anyOf', 'schemas'],
  ['oneOf', 'schemas'],
  ['prefixItems', 'schemas'],
  ['properties', 'members'],
  ['patternProperties', 'members'],
  ['dependentSchemas', 'members'],
  ['$ref', 'dialect'],
  ['$dynamicRef', 'dialect'],
  ['$recursiveRef', 'dialect'],
  ['items', 'items'],
  ['additionalItems', 'dialect'],
  ['dependencies', 'dialect'],
  ['exclusiveMinimum', 'dialect'],
  ['exclusiveMaximum', 'dialect'],
  ['nullable', 'dialect'],
  ['example', 'dialect'],
  ['examples', 'dialect'],
  ['discriminator', 'dialect'],
  ['id', 'dialect'],
  ['$id', 'dropped'],
  ['$schema', 'dropped'],
  ['$anchor', 'dropped'],
  ['$dynamicAnchor', 'dropped'],
  ['$recursiveAnchor', 'dropped'],
  ['$vocabulary', 'dropped'],
  ['$defs', 'dropped'],
  ['definitions', 'dropped'],
  ['type', 'type'],
  ['required', 'names'],
  ['dependentRequired', 'namesByName'],
  ['enum', 'values'],
  ['minLength', 'count'],
  ['maxLength', 'count'],
  ['minItems', 'count'],
  ['maxItems', 'count'],
  ['minContains', 'count'],
  ['maxContains', 'count'],
  ['minProperties', 'count'],
  ['maxProperties', 'count'],
  ['minimum', 'number'],
  ['maximum', 'number'],
  ['multipleOf', 'positive'],
  ['uniqueItems', 'boolean'],
  ['format', 'text'],
  ['contentEncoding', 'text'],
  ['contentMediaType', 'text'],
  ['pattern', 'pattern'],
]);
