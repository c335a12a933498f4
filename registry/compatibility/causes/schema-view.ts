import type { Contract, Schema, SchemaObject } from '../../contract/index.ts';
import { pointerSegments } from '../../contract/index.ts';
import { isObject } from './is-object.ts';

/** What the schemas that judge one instance say of it together: through `$ref`, `allOf` and the alternatives. */
export interface SchemaView {
  /** Every schema object that may judge the instance, alternatives included. */
  readonly all: readonly SchemaObject[];
  /** Those that judge it in any case. */
  readonly asserted: readonly SchemaObject[];
  /** Those that judge it under a condition: `then` and `else`, and what they are made of. */
  readonly conditional: readonly SchemaObject[];
  /** The types that it may have; undefined when nothing restricts them. */
  readonly types: ReadonlySet<string> | undefined;
  /** The values that it may have; undefined when nothing lists them. */
  readonly values: readonly unknown[] | undefined;
  readonly required: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, readonly Schema[]>;
  /** The values of a keyword, those asserted first. */
  keyword(name: string): readonly unknown[];
}

/** Sees what schemas say of the instance at a JSON pointer into a value that they judge. */
export function viewAt(contract: Contract, schema: Schema, value: unknown, pointer: string): SchemaView {
  let schemas: readonly Schema[] = [schema];
  let current = value;
  for (const segment of pointerSegments(pointer)) {
    const objects = inPlace(contract, schemas, true);
    schemas = Array.isArray(current) ? itemSchemas(objects, Number(segment)) : propertySchemas(objects, segment);
    current = typeof current === 'object' && current !== null ? (current as Readonly<Record<string, unknown>>)[segment] : undefined;
  }
  return viewOf(contract, schemas);
}

/** Sees what schemas say of one instance. */
function viewOf(contract: Contract, schemas: readonly Schema[]): SchemaView {
  const asserted = inPlace(contract, schemas, false);
  const all = inPlace(contract, schemas, true);
  const conditions = all.flatMap((object) => CONDITIONAL.flatMap((keyword) => (isObject(object[keyword]) ? [object[keyword]] : [])));
  const properties = new Map<string, Schema[]>();
  for (const object of all) {
    if (!isObject(object['properties'])) continue;
    for (const [name, property] of Object.entries(object['properties'])) {
      const known = properties.get(name);
      if (known) known.push(property as Schema);
      else properties.set(name, [property as Schema]);
    }
  }
  return {
    all,
    asserted,
    conditional: inPlace(contract, conditions, true),
    types: schemas.length === 0 ? undefined : intersect(schemas.map((schema) => typesOf(contract, schema, new Set()))),
    values: schemas.length === 0 ? undefined : intersectValues(schemas.map((schema) => valuesOf(contract, schema, new Set()))),
    required: new Set(asserted.flatMap((object) => namesIn(object['required']))),
    properties,
    keyword: (name) => [...new Set([...asserted, ...all])].filter((object) => Object.hasOwn(object, name)).map((object) => object[name]),
  };
}

const ASSERTING = ['allOf'] as const;
const ALTERNATIVES = ['anyOf', 'oneOf'] as const;
const CONDITIONAL = ['then', 'else'] as const;

/** Every schema object that judges the same instance as the given ones: through `$ref` and `allOf`, and where asked through what may apply. */
export function inPlace(contract: Contract, schemas: readonly Schema[], withAlternatives: boolean): readonly SchemaObject[] {
  const found = new Set<SchemaObject>();
  const pending: Schema[] = [...schemas];
  for (let index = 0; index < pending.length; index++) {
    const schema = pending[index] as Schema;
    if (typeof schema === 'boolean' || found.has(schema)) continue;
    found.add(schema);
    const target = schema.$ref === undefined ? undefined : contract.schemas.get(schema.$ref)?.schema;
    if (target !== undefined) pending.push(target);
    for (const keyword of ASSERTING) pending.push(...schemasIn(schema, keyword));
    if (!withAlternatives) continue;
    for (const keyword of ALTERNATIVES) pending.push(...schemasIn(schema, keyword));
    for (const keyword of CONDITIONAL) if (isObject(schema[keyword])) pending.push(schema[keyword]);
    if (isObject(schema['dependentSchemas'])) pending.push(...(Object.values(schema['dependentSchemas']) as Schema[]));
  }
  return [...found];
}

function schemasIn(schema: SchemaObject, keyword: string): readonly Schema[] {
  const value = schema[keyword];
  return Array.isArray(value) ? (value as readonly Schema[]) : [];
}

function itemSchemas(objects: readonly SchemaObject[], index: number): readonly Schema[] {
  return objects.flatMap((object) => {
    const prefix = schemasIn(object, 'prefixItems')[index];
    if (prefix !== undefined) return [prefix];
    const items = object['items'] as Schema | undefined;
    return items === undefined ? [] : [items];
  });
}

function propertySchemas(objects: readonly SchemaObject[], name: string): readonly Schema[] {
  return objects.flatMap((object): readonly Schema[] => {
    const declared = isObject(object['properties']) && Object.hasOwn(object['properties'], name) ? [object['properties'][name]] : [];
    const matched = isObject(object['patternProperties'])
      ? Object.entries(object['patternProperties']).flatMap(([pattern, schema]) => (matches(pattern, name) ? [schema] : []))
      : [];
    const own = [...declared, ...matched] as Schema[];
    if (own.length > 0) return own;
    return isObject(object['additionalProperties']) ? [object['additionalProperties']] : [];
  });
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

function typesOf(contract: Contract, schema: Schema, seen: ReadonlySet<object>): ReadonlySet<string> | undefined {
  if (typeof schema === 'boolean' || seen.has(schema)) return undefined;
  const within = new Set([...seen, schema]);
  const values = ownValues(schema);
  const target = schema.$ref === undefined ? undefined : contract.schemas.get(schema.$ref)?.schema;
  return intersect([
    ownTypes(schema['type']),
    values && new Set(values.flatMap(typesOfValue)),
    target === undefined ? undefined : typesOf(contract, target, within),
    ...schemasIn(schema, 'allOf').map((part) => typesOf(contract, part, within)),
    ...ALTERNATIVES.map((keyword) => unite(schemasIn(schema, keyword).map((branch) => typesOf(contract, branch, within)))),
  ]);
}

function valuesOf(contract: Contract, schema: Schema, seen: ReadonlySet<object>): readonly unknown[] | undefined {
  if (typeof schema === 'boolean' || seen.has(schema)) return undefined;
  const within = new Set([...seen, schema]);
  const target = schema.$ref === undefined ? undefined : contract.schemas.get(schema.$ref)?.schema;
  const branches = ALTERNATIVES.map((keyword) => {
    const lists = schemasIn(schema, keyword).map((branch) => valuesOf(contract, branch, within));
    return lists.length > 0 && lists.every((list) => list !== undefined) ? lists.flat() : undefined;
  });
  return intersectValues([
    ownValues(schema),
    target === undefined ? undefined : valuesOf(contract, target, within),
    ...schemasIn(schema, 'allOf').map((part) => valuesOf(contract, part, within)),
    ...branches,
  ]);
}

function ownValues(schema: SchemaObject): readonly unknown[] | undefined {
  if (Object.hasOwn(schema, 'const')) return [schema['const']];
  return Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : undefined;
}

function ownTypes(type: unknown): ReadonlySet<string> | undefined {
  if (type === undefined) return undefined;
  const names = (Array.isArray(type) ? type : [type]) as readonly string[];
  return new Set(names.flatMap((name) => (name === 'number' ? ['integer', 'number'] : [name])));
}

function typesOfValue(value: unknown): readonly string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer'] : ['number'];
  return [typeof value];
}

function unite(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  if (sets.length === 0 || sets.includes(undefined)) return undefined;
  return new Set((sets as readonly ReadonlySet<string>[]).flatMap((set) => [...set]));
}

function intersect(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  const known = sets.filter((set) => set !== undefined);
  if (known.length === 0) return undefined;
  return known.reduce((one, other) => new Set([...one].filter((name) => other.has(name))));
}

function intersectValues(lists: readonly (readonly unknown[] | undefined)[]): readonly unknown[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  if (known.length === 0) return undefined;
  return known.reduce((one, other) => {
    const texts = new Set(other.map((value) => JSON.stringify(value)));
    return one.filter((value) => texts.has(JSON.stringify(value)));
  });
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
