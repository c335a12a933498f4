import { SCHEMA_KEYWORDS, subschemasOf } from '../../contract/index.ts';
import { isNode, type Node, type OpenApiDocument } from './rewrite.ts';

/** Where example values stand, in which nothing is a schema. */
const VALUES = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

/** Copies a document and puts another in place of each schema, the innermost first; boolean schemas stay. */
export function mapSchemas(document: OpenApiDocument, change: (schema: Node) => Node): OpenApiDocument {
  const outside = (value: unknown, key: string): unknown => {
    if (VALUES.has(key) || key.startsWith('x-')) return value;
    if (key === 'schema') return mapSchema(value, change);
    if (Array.isArray(value)) return value.map((member) => outside(member, ''));
    if (!isNode(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, outside(member, name)]));
  };
  const { schemas = {}, ...components } = document.components;
  const mapped = Object.entries(schemas).map(([name, schema]) => [name, mapSchema(schema, change)]);
  const copy = outside({ ...document, components }, '') as OpenApiDocument;
  return { ...copy, components: { ...copy.components, schemas: Object.fromEntries(mapped) as Record<string, Node> } };
}

function mapSchema(schema: unknown, change: (schema: Node) => Node): unknown {
  if (!isNode(schema)) return schema;
  const copy: Node = { ...schema };
  for (const [keyword, shape] of SCHEMA_KEYWORDS) {
    const inner = subschemasOf(shape, copy[keyword]).map(([name, part]) => [name, mapSchema(part, change)] as const);
    if (inner.length === 0) continue;
    const mapped = inner.map(([, part]) => part);
    copy[keyword] = shape.holds === 'schema' ? mapped[0] : shape.holds === 'schemas' ? mapped : Object.fromEntries(inner);
  }
  return change(copy);
}
