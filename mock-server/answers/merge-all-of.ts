import type { Contract, Schema, SchemaObject } from '../../registry/contract/index.ts';
import { resolveSchema } from './schema-shape.ts';
import { setMember } from './own-members.ts';

const MAX_DEPTH = 12;

/** One schema out of a schema and its `allOf`: members and bounds of all hold together. */
export function mergeAllOf(contract: Contract, schema: SchemaObject, depth = 0): SchemaObject {
  const branches = schema['allOf'] as Schema[] | undefined;
  if (!branches || depth > MAX_DEPTH) return schema;
  const { allOf: _, ...base } = schema;
  let merged: SchemaObject = base;
  for (const branch of branches) {
    const resolved = resolveSchema(contract, branch);
    if (typeof resolved === 'object') merged = mergeTwo(merged, mergeAllOf(contract, resolved, depth + 1));
  }
  return merged;
}

function mergeTwo(left: SchemaObject, right: SchemaObject): SchemaObject {
  const merged: Record<string, unknown> = { ...left, ...right };
  const both = (keyword: string): boolean => left[keyword] !== undefined && right[keyword] !== undefined;
  if (both('properties')) {
    const properties = { ...(left['properties'] as Record<string, Schema>) };
    for (const [name, schema] of Object.entries(right['properties'] as Record<string, Schema>)) {
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
      setMember(properties, name, known === undefined || known === schema ? schema : { allOf: [known, schema] });
    }
    merged['properties'] = properties;
  }
  if (both('required')) merged['required'] = [...new Set([...(left['required'] as string[]), ...(right['required'] as string[])])];
  if (both('enum')) merged['enum'] = (left['enum'] as unknown[]).filter((value) => (right['enum'] as unknown[]).includes(value));
  if (both('type')) {
    const types = [right['type']].flat();
    merged['type'] = [left['type']].flat().filter((type) => types.includes(type) || (type === 'integer' && types.includes('number')));
  }
  for (const keyword of ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']) {
    if (both(keyword)) merged[keyword] = Math.max(Number(left[keyword]), Number(right[keyword]));
  }
  for (const keyword of ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']) {
    if (both(keyword)) merged[keyword] = Math.min(Number(left[keyword]), Number(right[keyword]));
  }
  for (const keyword of ['oneOf', 'anyOf']) {
    if (both(keyword) && left[keyword] !== right[keyword]) {
      merged[keyword] = (left[keyword] as Schema[]).flatMap((one) => (right[keyword] as Schema[]).map((two) => ({ allOf: [one, two] })));
    }
  }
  return merged;
}
