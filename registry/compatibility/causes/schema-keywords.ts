/** How a keyword of JSON Schema holds subschemas, and whether they judge the same instance as the schema that holds them. */
export interface SchemaKeyword {
  readonly holds: 'schema' | 'schemas' | 'members' | 'value';
  readonly inPlace: boolean;
}

const value: SchemaKeyword = { holds: 'value', inPlace: false };

/** The keywords that decide what passes; every other one is an annotation. `$ref` is treated by itself. */
export const WIRE_KEYWORDS: ReadonlyMap<string, SchemaKeyword> = new Map<string, SchemaKeyword>([
  ['allOf', { holds: 'schemas', inPlace: true }],
  ['anyOf', { holds: 'schemas', inPlace: true }],
  ['oneOf', { holds: 'schemas', inPlace: true }],
  ['not', { holds: 'schema', inPlace: true }],
  ['if', { holds: 'schema', inPlace: true }],
  ['then', { holds: 'schema', inPlace: true }],
  ['else', { holds: 'schema', inPlace: true }],
  ['dependentSchemas', { holds: 'members', inPlace: true }],
  ['properties', { holds: 'members', inPlace: false }],
  ['patternProperties', { holds: 'members', inPlace: false }],
  ['additionalProperties', { holds: 'schema', inPlace: false }],
  ['unevaluatedProperties', { holds: 'schema', inPlace: false }],
  ['propertyNames', { holds: 'schema', inPlace: false }],
  ['prefixItems', { holds: 'schemas', inPlace: false }],
  ['items', { holds: 'schema', inPlace: false }],
  ['unevaluatedItems', { holds: 'schema', inPlace: false }],
  ['contains', { holds: 'schema', inPlace: false }],
  ...[
    'type',
    'enum',
    'const',
    'format',
    'pattern',
    'minLength',
    'maxLength',
    'minimum',
    'exclusiveMinimum',
    'maximum',
    'exclusiveMaximum',
    'multipleOf',
    'minItems',
    'maxItems',
    'uniqueItems',
    'minContains',
    'maxContains',
    'minProperties',
    'maxProperties',
    'required',
    'dependentRequired',
    'readOnly',
    'writeOnly',
  ].map((keyword) => [keyword, value] as const),
]);
