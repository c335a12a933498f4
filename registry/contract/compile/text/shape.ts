import type { Schema, SchemaObject } from '../../contract.ts';
import type { SchemaGraph } from '../schema/schema-graph.ts';
import { isObject } from '../../load/is-object.ts';
import { declaredTypes, isSchema, type JsonType } from '../schema/schema-keywords.ts';

/** Schemas of which a value may fit any; none means any value. */
export type Alternatives = readonly Schema[];

/** What text has to be known as before a schema can judge it: a schema seen through `$ref`, `allOf`, `oneOf` and `anyOf`. */
export interface Shape {
  /** Types that a value may have; undefined when nothing restricts them. `number` stands beside `integer`. */
  readonly types: ReadonlySet<JsonType> | undefined;
  readonly prefixItems: readonly Alternatives[];
  readonly items: Alternatives;
  readonly properties: ReadonlyMap<string, Alternatives>;
  /** For properties that are not declared. */
  readonly otherProperties: Alternatives;
  /** May there be properties that are not declared? */
  readonly takesOthers: boolean;
}

/** Sees the shape that a value of any of the schemas has. */
export function shapeOf(alternatives: Alternatives, graph: SchemaGraph): Shape {
  const shape = {
    prefixItems: [] as Schema[][],
    items: [] as Schema[],
    properties: new Map<string, Schema[]>(),
    otherProperties: [] as Schema[],
    closed: false,
  };
  const types = alternatives.length === 0 ? undefined : uniteTypes(alternatives.map((schema) => look(schema, new Set())));
  return {
    types,
    prefixItems: shape.prefixItems,
    items: shape.items,
    properties: shape.properties,
    otherProperties: shape.otherProperties,
    takesOthers: !shape.closed,
  };

  function look(schema: Schema, seen: ReadonlySet<object>): ReadonlySet<JsonType> | undefined {
    if (typeof schema === 'boolean' || seen.has(schema)) return undefined;
    const within = new Set([...seen, schema]);
    collectMembers(schema);
    const conjuncts: (ReadonlySet<JsonType> | undefined)[] = [ownTypes(schema)];
    const target = schema.$ref === undefined ? undefined : graph.resolve(schema.$ref);
    if (target !== undefined) conjuncts.push(look(target, within));
    conjuncts.push(...schemasIn(schema, 'allOf').map((part) => look(part, within)));
    for (const keyword of ['oneOf', 'anyOf']) {
      const branches = schemasIn(schema, keyword);
      if (branches.length > 0) conjuncts.push(uniteTypes(branches.map((branch) => look(branch, within))));
    }
    for (const keyword of ['then', 'else']) if (isObject(schema[keyword])) look(schema[keyword], within);
    return intersectTypes(conjuncts);
  }

  function collectMembers(schema: SchemaObject): void {
    schemasIn(schema, 'prefixItems').forEach((item, index) => (shape.prefixItems[index] ??= []).push(item));
    if (isObject(schema['items'])) shape.items.push(schema['items']);
    const properties = schema['properties'];
    if (isObject(properties)) {
      for (const name of Object.keys(properties)) {
        if (!isSchema(properties[name])) continue;
        const known = shape.properties.get(name);
        if (known) known.push(properties[name]);
        else shape.properties.set(name, [properties[name]]);
      }
    }
    const others = schema['additionalProperties'];
    if (isObject(others)) shape.otherProperties.push(others);
    if (others === false || schema['unevaluatedProperties'] === false) shape.closed = true;
  }
}

function schemasIn(schema: SchemaObject, keyword: string): readonly Schema[] {
  const value: unknown = schema[keyword];
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

function ownTypes(schema: SchemaObject): ReadonlySet<JsonType> | undefined {
  const declared = declaredTypes(schema['type']);
  const values: readonly unknown[] | undefined = Object.hasOwn(schema, 'const')
    ? [schema['const']]
    : Array.isArray(schema['enum'])
      ? (schema['enum'] as readonly unknown[])
      : undefined;
  return intersectTypes([
    declared && new Set(declared.flatMap((type): readonly JsonType[] => (type === 'number' ? ['integer', 'number'] : [type]))),
    values && new Set(values.flatMap(typesOfValue)),
  ]);
}

function typesOfValue(value: unknown): readonly JsonType[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number'];
  return [typeof value as 'string' | 'boolean' | 'object'];
}

function uniteTypes(sets: readonly (ReadonlySet<JsonType> | undefined)[]): ReadonlySet<JsonType> | undefined {
  const united = new Set<JsonType>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const type of set) united.add(type);
  }
  return united;
}

function intersectTypes(sets: readonly (ReadonlySet<JsonType> | undefined)[]): ReadonlySet<JsonType> | undefined {
  let result: ReadonlySet<JsonType> | undefined;
  for (const set of sets) if (set !== undefined) result = result === undefined ? set : new Set([...result].filter((type) => set.has(type)));
  return result;
}
