import type { Contract, Schema, SchemaObject } from '../../contract/index.ts';
import type { DataFlow } from '../subsumption/index.ts';
import { isObject } from './is-object.ts';

const HIDING = { request: 'readOnly', response: 'writeOnly', event: undefined } as const;

/** What schemas that judge the same value declare of objects and lists. */
export interface DeclaredShape {
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
  /** What is declared depends on the value, in other ways than by alternatives. */
  readonly isUnclear: boolean;
}

/** Keywords that decide, by the value, what is declared. */
const DECIDING = ['if', 'dependentSchemas', 'patternProperties', 'propertyNames', 'prefixItems', 'unevaluatedItems'] as const;

/**
 * Reads what schemas that judge the same value declare together.
 *
 * @param isBranch Do they stand as an alternative beside schemas that declare properties? Then declaring none frees nothing.
 */
export function declaredShape(contract: Contract, schemas: readonly Schema[], flow: DataFlow, isBranch: boolean): DeclaredShape {
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
  isUnclear ||= isClosed && (openers.length > 1 || all.some((part) => closesOthers(part, properties)));
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
    isFree: !isClosed && (openers.length > 0 || (!isBranch && properties.size === 0 && branches.length === 0)),
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

/** May the value be an object, as far as types and listed values tell? */
export function mayHold(parts: readonly SchemaObject[], type: 'object' | 'array'): boolean {
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

/** The schemas of a keyword that lists some. */
export function listIn(schema: SchemaObject, keyword: string): readonly Schema[] {
  return Array.isArray(schema[keyword]) ? (schema[keyword] as readonly Schema[]) : [];
}
