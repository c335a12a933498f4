import type { Schema, SchemaObject } from '../../contract/index.ts';

const KEYWORDS = ['allOf', 'anyOf', 'oneOf', 'then', 'else'] as const;

/** Of what a keyword holds, the schemas that judge every value which passes: all of `allOf`, an alternative without another. */
export function sureParts(schema: SchemaObject, keyword: string): readonly Schema[] {
  const list = (): readonly Schema[] => (Array.isArray(schema[keyword]) ? (schema[keyword] as readonly Schema[]) : []);
  switch (keyword) {
    case 'allOf':
      return list();
    case 'anyOf':
    case 'oneOf': {
      const possible = list().filter((branch) => branch !== false);
      return possible.length === 1 ? possible : [];
    }
    case 'then':
    case 'else':
      return schema['if'] === (keyword === 'then') && schema[keyword] !== undefined ? [schema[keyword] as Schema] : [];
    default:
      return [];
  }
}

/** Those of all keywords, `$ref` aside. */
export function allSureParts(schema: SchemaObject): readonly Schema[] {
  return KEYWORDS.flatMap((keyword) => sureParts(schema, keyword));
}
