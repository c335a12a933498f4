import type { Contract, NamedSchema, Schema, SchemaId, SchemaObject } from '../../contract/index.ts';
import { isObject } from '../causes/is-object.ts';
import { WIRE_KEYWORDS } from '../causes/schema-keywords.ts';

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
 * schema, and an object without `properties` (or with none in them), stay as free as they are declared. Nothing is copied until asked for.
 */
export function declaredContract(contract: Contract): DeclaredContract {
  const schemas = new Map<SchemaId, NamedSchema>(contract.schemas);
  const origins = new WeakMap<SchemaObject, SchemaObject>();
  const ids = { closed: new Map<SchemaId, SchemaId>(), inPlace: new Map<SchemaId, SchemaId>() };
  const closedSchemas = new WeakMap<SchemaObject, Schema>();
  const declaring = new WeakMap<SchemaObject, boolean>();
  let next = contract.schemas.size;

  function idFor(id: SchemaId, role: keyof typeof ids): SchemaId {
    const known = ids[role].get(id);
    if (known !== undefined) return known;
    const named = contract.schemas.get(id);
    if (named === undefined) return id;
    while (schemas.has(`schema:${next}`)) next++;
    const created: SchemaId = `schema:${next}`;
    ids[role].set(id, created);
    schemas.set(created, { ...named, id: created });
    schemas.set(created, { ...named, id: created, schema: role === 'closed' ? close(named.schema) : part(named.schema) });
    return created;
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
      return noted({ ...schema, $ref: idFor(schema.$ref, 'closed') }, schema);
    }
    const copy = part(schema) as SchemaObject;
    if (!declares(schema) || schema['unevaluatedProperties'] !== undefined || schema['additionalProperties'] !== undefined) return copy;
    return noted({ ...copy, unevaluatedProperties: false }, schema);
  }

  /** A schema that judges the same instance as another one: what is inside it is closed, it is not. */
  function part(schema: Schema, isFree = false): Schema {
    if (typeof schema === 'boolean') return schema;
    const copy: Record<string, unknown> = { ...schema };
    if (schema.$ref !== undefined) copy['$ref'] = idFor(schema.$ref, 'inPlace');
    const declaredHere = isFree || declaresBeside(schema);
    for (const key of Object.keys(schema)) {
      const shape = WIRE_KEYWORDS.get(key);
      if (shape === undefined || shape.holds === 'value' || key === 'not' || key === 'if') continue;
      copy[key] = mapSchemas(shape.holds, schema[key], (inner) => {
        if (!shape.inPlace) return close(inner);
        const isBranch = key === 'anyOf' || key === 'oneOf';
        const branch = part(inner, declaredHere || !isBranch);
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

function mapSchemas(holds: string, value: unknown, map: (schema: Schema) => Schema): unknown {
  if (holds === 'schema') return map(value as Schema);
  if (holds === 'schemas') return (value as readonly Schema[]).map(map);
  return Object.fromEntries(Object.entries(value as Readonly<Record<string, Schema>>).map(([name, schema]) => [name, map(schema)]));
}
