import { type Contract, type Schema, SCHEMA_KEYWORDS, type SchemaId, subschemasOf } from '../../contract/index.ts';

/** How many named schemas of the contract a schema leads to, itself not counted. */
export type SchemaExtent = (schema: Schema) => number;

/** Measures schemas: of several that show the same, the one of least extent is compiled and read soonest. */
export function openSchemaExtents(contract: Contract): SchemaExtent {
  const direct = new Map<SchemaId, readonly SchemaId[]>();
  const extents = new WeakMap<object, number>();

  function referencesOf(id: SchemaId): readonly SchemaId[] {
    let references = direct.get(id);
    if (references === undefined) direct.set(id, (references = referencesIn(contract.schemas.get(id)?.schema ?? true)));
    return references;
  }

  function measure(schema: Schema): number {
    const reached = new Set(referencesIn(schema));
    for (const id of reached) for (const reference of referencesOf(id)) reached.add(reference);
    return reached.size;
  }

  return (schema) => {
    if (typeof schema === 'boolean') return 0;
    let extent = extents.get(schema);
    if (extent === undefined) extents.set(schema, (extent = measure(schema)));
    return extent;
  };
}

function referencesIn(schema: Schema): readonly SchemaId[] {
  const found = new Set<SchemaId>();
  const pending: Schema[] = [schema];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part === 'boolean') continue;
    if (part.$ref !== undefined) found.add(part.$ref);
    for (const keyword of Object.keys(part)) {
      const shape = SCHEMA_KEYWORDS.get(keyword);
      if (shape !== undefined) for (const [, inner] of subschemasOf(shape, part[keyword])) pending.push(inner);
    }
  }
  return [...found];
}
