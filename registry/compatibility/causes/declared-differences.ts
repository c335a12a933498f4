import type { Contract, Location, Schema, SchemaObject } from '../../contract/index.ts';
import { childPointer, sourceOf } from '../../contract/index.ts';
import type { DataFlow } from '../subsumption/index.ts';
import { isObject } from './is-object.ts';

/** A property that one side declares and the other doesn't, at a place that only it decides. */
export interface DeclaredDifference {
  readonly ruleId: 'property-removed' | 'property-added' | 'additional-properties-permitted';
  readonly property?: string;
  /** To the object, with `*` for any item. */
  readonly pointer: string;
  /** To the property in some value: `0` for an item. */
  readonly path: string;
  readonly base?: Location | undefined;
  readonly head?: Location | undefined;
}

/** Skips what is the same on the wire. */
export type IsSame = (base: Schema, head: Schema) => boolean;

const HIDING = { request: 'readOnly', response: 'writeOnly', event: undefined } as const;
const TOO_MANY = 200_000;

/**
 * The properties that one side declares and the other doesn't, read off the structure: exact as long as no alternative decides what is
 * declared. Undefined when one does; then only the engine can tell.
 */
export function declaredDifferences(
  contracts: { readonly base: Contract; readonly head: Contract },
  base: Schema,
  head: Schema,
  flow: DataFlow,
  isSame: IsSame,
): readonly DeclaredDifference[] | undefined {
  const found: DeclaredDifference[] = [];
  const numbers = new Map<object, number>();
  const numberOf = (schema: Schema) => {
    if (typeof schema === 'boolean') return schema;
    const known = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, known);
    return known;
  };
  const visited = new Set<string>();
  const pending: Place[] = [{ base: [base], head: [head], pointer: '', path: '' }];
  const targetsOf = (contract: Contract, schemas: readonly Schema[]) =>
    schemas.map((schema) => numberOf(behindReference(contract, schema))).join();
  for (let index = 0; index < pending.length; index++) {
    if (index > TOO_MANY) return undefined;
    const place = pending[index] as Place;
    if (place.base.length === 1 && place.head.length === 1 && isSame(place.base[0]!, place.head[0]!)) continue;
    const key = `${targetsOf(contracts.base, place.base)} ${targetsOf(contracts.head, place.head)}`;
    if (visited.has(key)) continue;
    visited.add(key);
    const before = shapeOf(contracts.base, place.base, flow);
    const after = shapeOf(contracts.head, place.head, flow);
    if (before === undefined || after === undefined) return undefined;
    found.push(...differencesAt(place, before, after));
    pending.push(...placesBelow(place, before, after));
  }
  return found;
}

interface Place {
  readonly base: readonly Schema[];
  readonly head: readonly Schema[];
  readonly pointer: string;
  readonly path: string;
}

interface Shape {
  readonly parts: readonly SchemaObject[];
  readonly properties: ReadonlyMap<string, readonly Schema[]>;
  /** Names that are not on the wire in this direction. */
  readonly hidden: ReadonlySet<string>;
  /** Names that are not declared may be sent. */
  readonly isFree: boolean;
  readonly others: readonly Schema[];
  readonly items: readonly Schema[];
}

/** Keywords that decide, by the value, what is declared. */
const DECIDING = ['if', 'dependentSchemas', 'patternProperties', 'propertyNames', 'prefixItems', 'unevaluatedItems'] as const;

function behindReference(contract: Contract, schema: Schema): Schema {
  if (typeof schema === 'boolean' || schema.$ref === undefined || Object.keys(schema).length !== 1) return schema;
  return contract.schemas.get(schema.$ref)?.schema ?? schema;
}

function shapeOf(contract: Contract, schemas: readonly Schema[], flow: DataFlow): Shape | undefined {
  const parts = new Set<SchemaObject>();
  const pending = [...schemas];
  for (let index = 0; index < pending.length; index++) {
    const schema = pending[index] as Schema;
    if (typeof schema === 'boolean') {
      if (!schema) return undefined;
      continue;
    }
    if (parts.has(schema)) continue;
    parts.add(schema);
    if (DECIDING.some((keyword) => schema[keyword] !== undefined) || listsObjects(schema)) return undefined;
    const target = schema.$ref === undefined ? undefined : contract.schemas.get(schema.$ref)?.schema;
    if (target !== undefined) pending.push(target);
    pending.push(...listIn(schema, 'allOf'));
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = listIn(schema, keyword);
      const holding = branches.filter((branch) => !isPlain(contract, branch));
      if (holding.length > 1) return undefined;
      pending.push(...holding);
    }
  }
  const all = [...parts];
  const properties = new Map<string, Schema[]>();
  for (const part of all) {
    if (!isObject(part['properties'])) continue;
    for (const [name, schema] of Object.entries(part['properties'])) {
      const known = properties.get(name);
      if (known) known.push(schema as Schema);
      else properties.set(name, [schema as Schema]);
    }
  }
  const openers = all
    .flatMap((part) => [part['additionalProperties'], part['unevaluatedProperties']])
    .filter((value) => value !== undefined);
  const isClosed = openers.includes(false);
  if (isClosed && (openers.length > 1 || all.some((part) => closesOthers(part, properties)))) return undefined;
  const hiding = HIDING[flow];
  return {
    parts: all,
    properties,
    hidden: new Set(
      hiding === undefined
        ? []
        : [...properties].filter(([, list]) => list.some((one) => isHidden(contract, one, hiding))).map(([name]) => name),
    ),
    isFree: !isClosed && (openers.length > 0 || properties.size === 0),
    others: openers.filter(isObject) as readonly SchemaObject[],
    items: all.flatMap((part) => (part['items'] === undefined ? [] : [part['items'] as Schema])),
  };
}

/** Does the part refuse properties that other parts declare? `additionalProperties` doesn't see them. */
function closesOthers(part: SchemaObject, properties: ReadonlyMap<string, unknown>): boolean {
  if (part['additionalProperties'] !== false) return false;
  const own = isObject(part['properties']) ? part['properties'] : {};
  return [...properties.keys()].some((name) => !Object.hasOwn(own, name));
}

/** May the value be an object, as far as types and listed values tell? */
function mayHold(parts: readonly SchemaObject[], type: 'object' | 'array'): boolean {
  return parts.every((part) => {
    const declared = part['type'];
    if (declared !== undefined && declared !== type && !(Array.isArray(declared) && declared.includes(type))) return false;
    const values = Array.isArray(part['enum'])
      ? (part['enum'] as readonly unknown[])
      : Object.hasOwn(part, 'const')
        ? [part['const']]
        : undefined;
    return values === undefined || values.some((value) => (type === 'array' ? Array.isArray(value) : isObject(value)));
  });
}

/** Are whole objects or lists among the values that it lists? Then those decide. */
function listsObjects(schema: SchemaObject): boolean {
  const values = Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : [schema['const']];
  return values.some((value) => typeof value === 'object' && value !== null);
}

/** Can the schema hold neither properties nor items, by its type alone? */
function isPlain(contract: Contract, schema: Schema): boolean {
  if (typeof schema === 'boolean') return !schema;
  const target = schema.$ref !== undefined ? contract.schemas.get(schema.$ref)?.schema : undefined;
  if (target !== undefined && isPlain(contract, target)) return true;
  const { type } = schema as { readonly type?: string | readonly string[] };
  if (type !== undefined) return typeof type === 'string' ? isPrimitive(type) : type.every(isPrimitive);
  const values = Array.isArray(schema['enum'])
    ? (schema['enum'] as readonly unknown[])
    : Object.hasOwn(schema, 'const')
      ? [schema['const']]
      : undefined;
  return values?.every((value) => typeof value !== 'object' || value === null) === true;
}

function isPrimitive(type: string): boolean {
  return type !== 'object' && type !== 'array';
}

function isHidden(contract: Contract, schema: Schema, hiding: string, seen: ReadonlySet<object> = new Set()): boolean {
  if (typeof schema === 'boolean' || seen.has(schema)) return false;
  if (schema[hiding] === true) return true;
  const within = new Set([...seen, schema]);
  const target = schema.$ref === undefined ? undefined : contract.schemas.get(schema.$ref)?.schema;
  return (
    (target !== undefined && isHidden(contract, target, hiding, within)) ||
    listIn(schema, 'allOf').some((part) => isHidden(contract, part, hiding, within))
  );
}

function differencesAt({ pointer, path }: Place, before: Shape, after: Shape): readonly DeclaredDifference[] {
  if (!mayHold(before.parts, 'object') || !mayHold(after.parts, 'object')) return [];
  const found: DeclaredDifference[] = [];
  const at = (property: string) => ({ property, pointer, path: childPointer(path, property) });
  if (!after.isFree) {
    for (const [name, schemas] of before.properties) {
      if (after.properties.has(name) || before.hidden.has(name) || schemas.includes(false)) continue;
      found.push({
        ruleId: 'property-removed',
        ...at(name),
        base: locationOf(schemas) ?? locationOf(before.parts),
        head: locationOf(after.parts),
      });
    }
  }
  if (!before.isFree) {
    for (const [name, schemas] of after.properties) {
      if (before.properties.has(name) || after.hidden.has(name) || schemas.includes(false)) continue;
      found.push({
        ruleId: 'property-added',
        ...at(name),
        base: locationOf(before.parts),
        head: locationOf(schemas) ?? locationOf(after.parts),
      });
    }
    if (after.isFree && before.properties.size > 0)
      found.push({
        ruleId: 'additional-properties-permitted',
        pointer,
        path,
        base: locationOf(before.parts),
        head: locationOf(after.parts),
      });
  }
  return found;
}

function placesBelow({ pointer, path }: Place, before: Shape, after: Shape): readonly Place[] {
  const places: Place[] = [];
  const isObjectBoth = mayHold(before.parts, 'object') && mayHold(after.parts, 'object');
  for (const [name, base] of isObjectBoth ? before.properties : []) {
    const head = after.properties.get(name);
    const isSent = !before.hidden.has(name) && !after.hidden.has(name);
    if (head !== undefined && isSent) places.push({ base, head, pointer: childPointer(pointer, name), path: childPointer(path, name) });
  }
  if (before.items.length > 0 && after.items.length > 0 && mayHold(before.parts, 'array') && mayHold(after.parts, 'array'))
    places.push({ base: before.items, head: after.items, pointer: `${pointer}/*`, path: `${path}/0` });
  if (isObjectBoth && before.others.length > 0 && after.others.length > 0)
    places.push({ base: before.others, head: after.others, pointer: `${pointer}/*`, path: `${path}/a` });
  return places;
}

function listIn(schema: SchemaObject, keyword: string): readonly Schema[] {
  return Array.isArray(schema[keyword]) ? (schema[keyword] as readonly Schema[]) : [];
}

function locationOf(schemas: readonly Schema[]): Location | undefined {
  for (const schema of schemas) {
    const location = typeof schema === 'object' ? sourceOf(schema) : undefined;
    if (location !== undefined) return location;
  }
  return undefined;
}
