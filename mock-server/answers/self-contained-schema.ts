import { SCHEMA_KEYWORDS } from '../../registry/contract/index.ts';
import type { Contract, Schema, SchemaId, SchemaObject } from '../../registry/contract/index.ts';
import { isObject } from './schema-shape.ts';

/** A schema that carries all that it refers to: `$ref` is a pointer into its own `$defs`. */
export type SelfContainedSchema = Readonly<Record<string, unknown>>;

/** Takes a schema out of its contract, for tools that know nothing of contracts. */
export function selfContained(contract: Contract, schema: Schema): SelfContainedSchema {
  const definitions = new Map<SchemaId, unknown>();
  const waiting: SchemaId[] = [];
  const copy = (part: Schema): unknown => {
    if (typeof part === 'boolean') return part;
    const copied: Record<string, unknown> = {};
    for (const [keyword, value] of Object.entries(part)) copied[keyword] = copyKeyword(keyword, value);
    return copied;
  };
  const copyKeyword = (keyword: string, value: unknown): unknown => {
    if (keyword === '$ref') {
      const id = value as SchemaId;
      if (!definitions.has(id)) {
        definitions.set(id, undefined);
        waiting.push(id);
      }
      return `#/$defs/${nameOf(id)}`;
    }
    switch (SCHEMA_KEYWORDS.get(keyword)?.holds) {
      case 'schema':
        return copy(value as Schema);
      case 'schemas':
        return Array.isArray(value) ? value.map((member) => copy(member as Schema)) : value;
      case 'schema-map':
        return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member as Schema)])) : value;
      default:
        return value;
    }
  };
  const top = copy(schema);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) definitions.set(id, copy(contract.schemas.get(id)?.schema ?? true));
  const own: SchemaObject = isObject(top) ? top : { allOf: [top] };
  return { ...own, $defs: Object.fromEntries([...definitions].map(([id, definition]) => [nameOf(id), definition])) };
}

function nameOf(id: SchemaId): string {
  return id.replace(':', '-');
}
