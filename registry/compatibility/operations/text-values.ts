import type { Contract, Schema, SchemaObject } from '../../contract/index.ts';
import { isObject } from '../causes/is-object.ts';
import type { SubsumptionEngine } from '../subsumption/index.ts';

/** The texts that stand for a value of each type, as JSON writes it. */
const TEXTS: readonly { readonly values: SchemaObject; readonly texts: SchemaObject }[] = [
  { values: { type: 'integer' }, texts: { type: 'string', pattern: '^-?(?:0|[1-9][0-9]*)$' } },
  { values: { type: 'number' }, texts: { type: 'string', pattern: '^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$' } },
  { values: { type: 'boolean' }, texts: { enum: ['true', 'false'] } },
];

/**
 * A receiver's schema as it judges text without quotes, where 5 and "5" are the same: it takes the texts of every type that it takes
 * wholly, and the values of every type whose texts it takes wholly. Looks into items and properties, not behind alternatives.
 */
export function textReceiver(engine: SubsumptionEngine, contract: Contract, schema: Schema): Schema {
  if (typeof schema === 'boolean') return schema;
  const target = schema.$ref !== undefined && Object.keys(schema).length === 1 ? contract.schemas.get(schema.$ref)?.schema : schema;
  if (target === undefined || typeof target === 'boolean') return schema;
  const inner: Record<string, unknown> = { ...target };
  if (isObject(target['items'])) inner['items'] = textReceiver(engine, contract, target['items'] as SchemaObject);
  if (isObject(target['properties'])) {
    const properties = Object.entries(target['properties']) as [string, Schema][];
    inner['properties'] = Object.fromEntries(properties.map(([name, property]) => [name, leafReceiver(engine, contract, property)]));
  }
  return { anyOf: [inner, ...equalTexts(engine, target)] };
}

function leafReceiver(engine: SubsumptionEngine, contract: Contract, schema: Schema): Schema {
  if (typeof schema === 'boolean') return schema;
  const items = isObject(schema['items']) ? { items: textReceiver(engine, contract, schema['items'] as SchemaObject) } : {};
  return { anyOf: [{ ...schema, ...items }, ...equalTexts(engine, schema)] };
}

function equalTexts(engine: SubsumptionEngine, schema: Schema): readonly SchemaObject[] {
  const takes = (part: Schema) => engine.subsumes(part, schema).answer === 'yes';
  return TEXTS.flatMap(({ values, texts }) => [...(takes(values) ? [texts] : []), ...(takes(texts) ? [values] : [])]);
}
