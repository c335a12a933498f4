import type { Contract, Parameter, Schema, SchemaObject } from '../../contract/index.ts';
import { isObject } from '../causes/is-object.ts';
import type { SubsumptionEngine } from '../subsumption/index.ts';
import { primitiveText } from '../witness/serialise-parameter.ts';

/** The texts that stand for a value of each type, as JSON writes it. */
const TEXTS: readonly { readonly values: SchemaObject; readonly texts: SchemaObject }[] = [
  { values: { type: 'integer' }, texts: { type: 'string', pattern: '^-?(?:0|[1-9][0-9]*)$' } },
  { values: { type: 'number' }, texts: { type: 'string', pattern: '^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$' } },
  { values: { type: 'boolean' }, texts: { enum: ['true', 'false'] } },
  { values: { type: 'null' }, texts: { const: 'null' } },
];
const JSON_LITERAL = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false)$/;
const LIST_KEYWORDS: ReadonlySet<string> = new Set(['type', 'items', 'minItems', 'maxItems', 'uniqueItems']);
const JUDGING = /^(?:\$ref|allOf|anyOf|oneOf|not|if|then|else|enum|const|prefixItems|contains|min|max|unevaluated|type|items|unique)/;

/** What a parameter or header can put on the wire at all: no empty path segment, no list or object without members. */
export function sendable({ in: place }: Parameter): Schema {
  const members: SchemaObject = { minItems: 1, minProperties: 1 };
  return place === 'path' ? { ...members, minLength: 1 } : members;
}

/**
 * A receiver's schema as it judges text without quotes, where 5 and "5" are the same, and so are a value and a list of it alone. It takes
 * the texts of every type that it takes wholly, the values of every type whose texts it takes wholly, and the texts of the values that it
 * lists. Looks into items and properties, not behind alternatives.
 */
export function textReceiver(engine: SubsumptionEngine, contract: Contract, schema: Schema): Schema {
  const target = resolve(contract, schema);
  if (typeof target === 'boolean') return target;
  const inner: Record<string, unknown> = { ...target };
  const items = target['items'] === undefined ? undefined : valueReceiver(engine, contract, target['items'] as Schema);
  if (items !== undefined) inner['items'] = items;
  if (isObject(target['properties'])) {
    const properties = Object.entries(target['properties']) as [string, Schema][];
    inner['properties'] = Object.fromEntries(properties.map(([name, property]) => [name, listReceiver(engine, contract, property)]));
  }
  const alone = items !== undefined && isPlainList(target) ? [{ allOf: [{ not: { type: ['array', 'object'] } }, items] }] : [];
  const value = valueReceiver(engine, contract, target);
  return { anyOf: [inner, value, ...alone, { type: 'array', minItems: 1, maxItems: 1, items: value }] };
}

function resolve(contract: Contract, schema: Schema): Schema {
  if (typeof schema === 'boolean' || schema.$ref === undefined || Object.keys(schema).length !== 1) return schema;
  return contract.schemas.get(schema.$ref)?.schema ?? schema;
}

function listReceiver(engine: SubsumptionEngine, contract: Contract, schema: Schema): Schema {
  const target = resolve(contract, schema);
  if (typeof target === 'boolean') return target;
  const items = target['items'] === undefined ? {} : { items: valueReceiver(engine, contract, target['items'] as Schema) };
  return { anyOf: [{ ...target, ...items }, valueReceiver(engine, contract, target)] };
}

function valueReceiver(engine: SubsumptionEngine, contract: Contract, schema: Schema): Schema {
  const target = resolve(contract, schema);
  return typeof target === 'boolean' ? target : { anyOf: [target, ...equalTexts(engine, target)] };
}

function equalTexts(engine: SubsumptionEngine, schema: SchemaObject): readonly SchemaObject[] {
  const takes = (part: Schema) => engine.subsumes(part, schema).answer === 'yes';
  const types = TEXTS.flatMap(({ values, texts }) => [...(takes(values) ? [texts] : []), ...(takes(texts) ? [values] : [])]);
  const listed = Array.isArray(schema['enum'])
    ? (schema['enum'] as readonly unknown[])
    : Object.hasOwn(schema, 'const')
      ? [schema['const']]
      : [];
  const others = listed.filter((value) => engine.receiverAccepts(schema, value)).flatMap(otherWriting);
  return others.length === 0 ? types : [...types, { enum: others }];
}

/** The value that stands on the wire as this one does. */
function otherWriting(value: unknown): readonly unknown[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [primitiveText(value)];
  return typeof value === 'string' && JSON_LITERAL.test(value) ? [JSON.parse(value)] : [];
}

/** A list of which one item alone is enough, and that asks nothing else. */
function isPlainList(schema: SchemaObject): boolean {
  const [least, most] = [schema['minItems'] ?? 0, schema['maxItems'] ?? Infinity] as [number, number];
  const isList = schema['type'] === 'array';
  return isList && least <= 1 && most >= 1 && Object.keys(schema).every((key) => LIST_KEYWORDS.has(key) || !JUDGING.test(key));
}

/** A value as text without quotes shows it: a list of one is its item, numbers are their texts. */
export function textForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? textForm(value[0]) : value.map(textForm);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, textForm(member)]));
  return primitiveText(value);
}
