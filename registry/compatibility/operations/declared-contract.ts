import type { Contract, NamedSchema, Schema, SchemaId, SchemaObject } from '../../contract/index.ts';
import { isObject } from '../causes/is-object.ts';
import { WIRE_KEYWORDS } from '../causes/schema-keywords.ts';
import { allSureParts, sureParts } from '../causes/sure-parts.ts';

/** A contract in which objects hold the properties that they declare, and no others: what its senders send, not what its receivers take. */
export interface DeclaredContract {
  readonly contract: Contract;
  /** A schema of the original contract as it stands in this one. */
  close(schema: Schema): Schema;
  /** The original of a schema object of this contract. */
  originOf(schema: SchemaObject): SchemaObject;
}

/**
 * Closes the objects of a contract: each that declares properties, in place or through `$ref`, `allOf` and alternatives, refuses the
 * properties that `unevaluatedProperties` doesn't see. An explicit `additionalProperties`, `patternProperties` or `unevaluatedProperties`
 * schema, and an object without `properties` (or with none in them), stay as free as they are declared. Where several schemas that always
 * judge an object declare the same property, or judge the items of an array, those are closed together: each by itself would refuse what
 * the others declare. Nothing is copied until asked for.
 */
export function declaredContract(contract: Contract): DeclaredContract {
  const schemas = new Map<SchemaId, NamedSchema>(contract.schemas);
  const origins = new WeakMap<SchemaObject, SchemaObject>();
  const ids = new Map<string, SchemaId>();
  const closedSchemas = new WeakMap<SchemaObject, Schema>();
  const declaring = new WeakMap<SchemaObject, boolean>();
  const numbers = new Map<SchemaObject, number>();
  let next = contract.schemas.size;

  /** The id of a schema of this contract that is made once for each key. */
  function idOf(key: string, from: NamedSchema, make: () => Schema): SchemaId {
    const known = ids.get(key);
    if (known !== undefined) return known;
    while (schemas.has(`schema:${next}`)) next++;
    const created: SchemaId = `schema:${next}`;
    ids.set(key, created);
    schemas.set(created, { ...from, id: created });
    schemas.set(created, { ...from, id: created, schema: make() });
    return created;
  }

  function closedId(id: SchemaId): SchemaId {
    const named = contract.schemas.get(id);
    return named === undefined ? id : idOf(`closed ${id}`, named, () => close(named.schema));
  }

  function inPlaceId(id: SchemaId, shared: Shared): SchemaId {
    const named = contract.schemas.get(id);
    return named === undefined ? id : idOf(`in place ${id} ${shared.key}`, named, () => part(named.schema, shared));
  }

  /** Members or items that several schemas judge, closed together. */
  function together(parts: readonly Schema[]): Schema {
    const key = `together ${parts
      .map((one) => (typeof one === 'boolean' ? String(one) : String(numberOf(one))))
      .sort()
      .join(' ')}`;
    const from = { id: 'schema:0', name: '', location: { file: '', pointer: '' }, schema: true } as const satisfies NamedSchema;
    return { $ref: idOf(key, from, () => close({ allOf: parts })) };
  }

  function numberOf(schema: SchemaObject): number {
    const number = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, number);
    return number;
  }

  /** What is declared more than once by the schemas that always judge the same value as this one. */
  function sharedIn(schema: SchemaObject): Shared {
    const properties = new Map<string, Set<Schema>>();
    const items = new Set<Schema>();
    let hasPrefix = false;
    const parts = new Set<SchemaObject>();
    const pending: Schema[] = [schema];
    for (const one of pending) {
      if (typeof one === 'boolean' || parts.has(one)) continue;
      parts.add(one);
      const target = one.$ref === undefined ? undefined : contract.schemas.get(one.$ref)?.schema;
      if (target !== undefined) pending.push(target);
      pending.push(...allSureParts(one));
      if (one['items'] !== undefined) items.add(one['items'] as Schema);
      hasPrefix ||= one['prefixItems'] !== undefined;
      for (const [name, member] of Object.entries(isObject(one['properties']) ? one['properties'] : {})) {
        const known = properties.get(name);
        if (known) known.add(member as Schema);
        else properties.set(name, new Set([member as Schema]));
      }
    }
    const several = [...properties].filter(([, members]) => members.size > 1).map(([name, members]) => [name, [...members]] as const);
    return sharing(new Map(several), items.size > 1 && !hasPrefix ? [...items] : []);
  }

  function close(schema: Schema): Schema {
    if (typeof schema === 'boolean') return schema;
    const known = closedSchemas.get(schema);
    if (known !== undefined) return known;
    const closed = closeObject(schema);
    closedSchemas.set(schema, closed);
    return closed;
  }

  function closeObject(schema: SchemaObject): Schema {
    if (schema.$ref !== undefined && Object.keys(schema).every((key) => key === '$ref' || !WIRE_KEYWORDS.has(key))) {
      return noted({ ...schema, $ref: closedId(schema.$ref) }, schema);
    }
    const shared = sharedIn(schema);
    const copy = withShared(part(schema, shared) as SchemaObject, schema, shared);
    if (!declares(schema) || schema['unevaluatedProperties'] !== undefined || schema['additionalProperties'] !== undefined) return copy;
    return noted({ ...copy, unevaluatedProperties: false }, schema);
  }

  /** Adds what several parts declare, closed together. */
  function withShared(copy: SchemaObject, schema: SchemaObject, { properties, items }: Shared): SchemaObject {
    if (properties.size + items.length === 0) return copy;
    const members = Object.fromEntries([...properties].map(([name, parts]) => [name, together(parts)]));
    const added = {
      ...(properties.size > 0 ? { properties: members } : {}),
      ...(items.length > 0 ? { items: together(items) } : {}),
    };
    const others = Array.isArray(copy['allOf']) ? (copy['allOf'] as readonly Schema[]) : [];
    return noted({ ...copy, allOf: [...others, noted(added, schema)] }, schema);
  }

  /**
   * A schema that judges the same instance as another one: what is inside it is closed, it is not.
   *
   * @param shared what is left as it is, since it is closed elsewhere.
   */
  function part(schema: Schema, shared: Shared, isFree = false): Schema {
    if (typeof schema === 'boolean') return schema;
    const copy: Record<string, unknown> = { ...schema };
    if (schema.$ref !== undefined) copy['$ref'] = inPlaceId(schema.$ref, shared);
    const declaredHere = isFree || declaresBeside(schema);
    for (const key of Object.keys(schema)) {
      const shape = WIRE_KEYWORDS.get(key);
      if (shape === undefined || shape.holds === 'value' || key === 'not' || key === 'if') continue;
      copy[key] = mapSchemas(shape.holds, schema[key], (inner, name) => {
        const isShared = key === 'properties' ? shared.properties.has(name) : key === 'items' && shared.items.length > 0;
        if (!shape.inPlace) return isShared ? inner : close(inner);
        const isBranch = key === 'anyOf' || key === 'oneOf';
        const branch = part(inner, sureParts(schema, key).includes(inner) ? shared : NOTHING_SHARED, declaredHere || !isBranch);
        return isBranch && !declaredHere && !declares(inner) ? freed(branch, inner) : branch;
      });
    }
    return noted(copy, schema);
  }

  /** A branch that declares nothing, beside nothing that does, is free-form. */
  function freed(branch: Schema, original: Schema): Schema {
    if (typeof branch === 'boolean' || branch['additionalProperties'] !== undefined || branch.$ref !== undefined) return branch;
    return noted({ ...branch, additionalProperties: true }, original as SchemaObject);
  }

  function declaresBeside(schema: SchemaObject): boolean {
    const { anyOf: _, oneOf: __, ...beside } = schema as Readonly<Record<string, unknown>>;
    return declaresIn(beside, new Set());
  }

  function declares(schema: Schema): boolean {
    if (typeof schema === 'boolean') return false;
    let known = declaring.get(schema);
    if (known === undefined) declaring.set(schema, (known = declaresIn(schema, new Set())));
    return known;
  }

  function declaresIn(schema: Schema, seen: Set<SchemaObject>): boolean {
    if (typeof schema === 'boolean' || seen.has(schema)) return false;
    seen.add(schema);
    if (isObject(schema['properties']) && Object.keys(schema['properties']).length > 0) return true;
    const target = schema.$ref === undefined ? undefined : contract.schemas.get(schema.$ref)?.schema;
    if (target !== undefined && declaresIn(target, seen)) return true;
    return Object.keys(schema).some((key) => {
      const shape = WIRE_KEYWORDS.get(key);
      if (!shape?.inPlace || key === 'not' || key === 'if') return false;
      let found = false;
      mapSchemas(shape.holds, schema[key], (inner) => {
        found ||= declaresIn(inner, seen);
        return inner;
      });
      return found;
    });
  }

  function noted(schema: SchemaObject, original: SchemaObject): SchemaObject {
    origins.set(schema, origins.get(original) ?? original);
    return schema;
  }

  return {
    contract: { ...contract, schemas, locate: (location) => contract.locate(location) },
    close,
    originOf: (schema) => origins.get(schema) ?? schema,
  };
}

/** Properties and items that several schemas judge, with those schemas. */
interface Shared {
  readonly properties: ReadonlyMap<string, readonly Schema[]>;
  readonly items: readonly Schema[];
  /** The same for what leaves the same to be closed elsewhere. */
  readonly key: string;
}

function sharing(properties: Shared['properties'], items: Shared['items']): Shared {
  return { properties, items, key: JSON.stringify([...properties.keys()].sort()) + (items.length > 0 ? '*' : '') };
}

const NOTHING_SHARED = sharing(new Map(), []);

function mapSchemas(holds: string, value: unknown, map: (schema: Schema, name: string) => Schema): unknown {
  if (holds === 'schema') return map(value as Schema, '');
  if (holds === 'schemas') return (value as readonly Schema[]).map((schema) => map(schema, ''));
  return Object.fromEntries(Object.entries(value as Readonly<Record<string, Schema>>).map(([name, schema]) => [name, map(schema, name)]));
}
