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

/** Both contracts of a comparison. */
export interface ContractPair {
  readonly base: Contract;
  readonly head: Contract;
}

/**
 * The properties that one side declares and the other doesn't, read off the structure: exact as long as no alternative decides what is
 * declared. Undefined when one does; then only the engine can tell.
 */
export function declaredDifferences(
  contracts: ContractPair,
  base: Schema,
  head: Schema,
  flow: DataFlow,
  isSame: IsSame,
): readonly DeclaredDifference[] | undefined {
  return walk(contracts, base, head, flow, isSame, true);
}

/**
 * As `declaredDifferences`, good enough for a changelog: alternatives are compared in pairs, in order or by the names of their schemas,
 * and conditions are passed over.
 */
export function likelyDifferences(
  contracts: ContractPair,
  base: Schema,
  head: Schema,
  flow: DataFlow,
  isSame: IsSame,
): readonly DeclaredDifference[] {
  return walk(contracts, base, head, flow, isSame, false) ?? [];
}

function walk(
  contracts: ContractPair,
  base: Schema,
  head: Schema,
  flow: DataFlow,
  isSame: IsSame,
  isExact: boolean,
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
  const pending: Place[] = [{ base: [base], head: [head], pointer: '', path: '', beside: NONE }];
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
    if (isExact && (before.isUnclear || after.isUnclear)) return undefined;
    found.push(...differencesAt(place, before, after));
    pending.push(...placesBelow(place, before, after));
    if (!isExact) pending.push(...branchPlaces(contracts, place, before, after));
  }
  return found;
}

interface Place {
  readonly base: readonly Schema[];
  readonly head: readonly Schema[];
  readonly pointer: string;
  readonly path: string;
  /** Names that either side declares beside the alternatives that are compared here. */
  readonly beside: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

interface Shape {
  readonly parts: readonly SchemaObject[];
  readonly properties: ReadonlyMap<string, readonly Schema[]>;
  /** Names that are not on the wire in this direction. */
  readonly hidden: ReadonlySet<string>;
  /** Names that are not declared may be sent. */
  readonly isFree: boolean;
  readonly others: readonly Schema[];
  readonly items: readonly Schema[];
  /** Alternatives of which more than one may be an object or a list. */
  readonly branches: readonly (readonly Schema[])[];
  /** What is declared depends on the value. */
  readonly isUnclear: boolean;
}

/** Keywords that decide, by the value, what is declared. */
const DECIDING = ['if', 'dependentSchemas', 'patternProperties', 'propertyNames', 'prefixItems', 'unevaluatedItems'] as const;

function behindReference(contract: Contract, schema: Schema): Schema {
  if (typeof schema === 'boolean' || schema.$ref === undefined || Object.keys(schema).length !== 1) return schema;
  return contract.schemas.get(schema.$ref)?.schema ?? schema;
}

function shapeOf(contract: Contract, schemas: readonly Schema[], flow: DataFlow): Shape {
  const branches: (readonly Schema[])[] = [];
  let isUnclear = false;
  const parts = new Set<SchemaObject>();
  const pending = [...schemas];
  for (let index = 0; index < pending.length; index++) {
    const schema = pending[index] as Schema;
    if (typeof schema === 'boolean') {
      isUnclear ||= !schema;
      continue;
    }
    if (parts.has(schema)) continue;
    parts.add(schema);
    isUnclear ||= DECIDING.some((keyword) => schema[keyword] !== undefined) || listsObjects(schema);
    const target = schema.$ref === undefined ? undefined : contract.schemas.get(schema.$ref)?.schema;
    if (target !== undefined) pending.push(target);
    pending.push(...listIn(schema, 'allOf'));
    for (const keyword of ['anyOf', 'oneOf']) {
      const holding = listIn(schema, keyword).filter((branch) => !isPlain(contract, branch));
      if (holding.length > 1) branches.push(holding);
      else pending.push(...holding);
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
  isUnclear ||= branches.length > 0 || (isClosed && (openers.length > 1 || all.some((part) => closesOthers(part, properties))));
  const hiding = HIDING[flow];
  return {
    parts: all,
    properties,
    hidden: new Set(
      hiding === undefined
        ? []
        : [...properties].filter(([, list]) => list.some((one) => isHidden(contract, one, hiding))).map(([name]) => name),
    ),
    branches,
    isUnclear,
    isFree: !isClosed && (openers.length > 0 || (properties.size === 0 && branches.length === 0)),
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

function differencesAt({ pointer, path, beside }: Place, before: Shape, after: Shape): readonly DeclaredDifference[] {
  if (!mayHold(before.parts, 'object') || !mayHold(after.parts, 'object')) return [];
  const found: DeclaredDifference[] = [];
  const at = (property: string) => ({ property, pointer, path: childPointer(path, property) });
  if (!after.isFree) {
    for (const [name, schemas] of before.properties) {
      if (after.properties.has(name) || beside.has(name) || before.hidden.has(name) || schemas.includes(false)) continue;
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
      if (before.properties.has(name) || beside.has(name) || after.hidden.has(name) || schemas.includes(false)) continue;
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
    if (head !== undefined && isSent)
      places.push({ base, head, pointer: childPointer(pointer, name), path: childPointer(path, name), beside: NONE });
  }
  if (before.items.length > 0 && after.items.length > 0 && mayHold(before.parts, 'array') && mayHold(after.parts, 'array'))
    places.push({ base: before.items, head: after.items, pointer: `${pointer}/*`, path: `${path}/0`, beside: NONE });
  if (isObjectBoth && before.others.length > 0 && after.others.length > 0)
    places.push({ base: before.others, head: after.others, pointer: `${pointer}/*`, path: `${path}/a`, beside: NONE });
  return places;
}

/** Alternatives in pairs: in order when there are as many, else by the names of the schemas that they refer to. */
function branchPlaces(contracts: ContractPair, { pointer, path, beside }: Place, before: Shape, after: Shape): readonly Place[] {
  const [ones, others] = [before.branches.flat(), after.branches.flat()];
  const names = new Set([...beside, ...before.properties.keys(), ...after.properties.keys()]);
  const place = (base: Schema, head: Schema): Place => ({ base: [base], head: [head], pointer, path, beside: names });
  if (ones.length === others.length) return ones.map((base, index) => place(base, others[index] as Schema));
  const byName = new Map(others.map((schema) => [nameOf(contracts.head, schema), schema]));
  return ones.flatMap((base) => {
    const name = nameOf(contracts.base, base);
    const head = name === undefined ? undefined : byName.get(name);
    return head === undefined ? [] : [place(base, head)];
  });
}

/** The name of the schema that a branch refers to, beside a tag perhaps. */
function nameOf(contract: Contract, schema: Schema): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  const reference =
    schema.$ref ??
    (listIn(schema, 'allOf').find((part) => typeof part === 'object' && part.$ref !== undefined) as SchemaObject | undefined)?.$ref;
  return reference === undefined ? undefined : contract.schemas.get(reference)?.name;
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
