import type { Contract, Schema, SchemaId } from '../../registry/contract/index.ts';
import { pascalCase, uniqueName } from './identifiers.ts';

/** Schemas of a contract's graph that become named types, each with its name, in the order of the graph. */
export type TypeNames = ReadonlyMap<SchemaId, string>;

/**
 * Chooses names: objects, unions with objects and whatever refers to itself are named by title or by where they were declared; plain values
 * are written where they are used, since `AccountId = string` says no more than `string`. Names that are taken get a number.
 */
export function nameTypes(contract: Contract, roots: Iterable<Schema>, taken: Iterable<string>): TypeNames {
  const reachable = findReachable(contract, roots);
  const used = new Set(taken);
  const names = new Map<SchemaId, string>();
  for (const { id, name, schema } of contract.schemas.values()) {
    if (!reachable.has(id) || !(isStructured(contract, schema, new Set()) || refersToItself(contract, id))) continue;
    const title = typeof schema === 'object' && typeof schema['title'] === 'string' ? schema['title'] : name;
    names.set(id, uniqueName(pascalCase(title), used));
  }
  return names;
}

/** The schemas directly within a schema that bear on its type. */
function typeParts(schema: Schema): readonly Schema[] {
  if (typeof schema !== 'object') return [];
  const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'].flatMap((keyword) => (schema[keyword] ?? []) as Schema[]);
  const maps = ['properties', 'patternProperties'].flatMap((keyword) => Object.values((schema[keyword] ?? {}) as Record<string, Schema>));
  const single = ['items', 'additionalProperties'].flatMap((keyword) => (schema[keyword] === undefined ? [] : [schema[keyword] as Schema]));
  return [...lists, ...maps, ...single];
}

function findReachable(contract: Contract, roots: Iterable<Schema>): ReadonlySet<SchemaId> {
  const found = new Set<SchemaId>();
  const waiting: Schema[] = [...roots];
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (typeof schema === 'object' && schema.$ref !== undefined && !found.has(schema.$ref)) {
      found.add(schema.$ref);
      const target = contract.schemas.get(schema.$ref)?.schema;
      if (target !== undefined) waiting.push(target);
    }
    waiting.push(...typeParts(schema));
  }
  return found;
}

function isStructured(contract: Contract, schema: Schema, seen: Set<SchemaId>): boolean {
  if (typeof schema !== 'object' || schema.$ref !== undefined) return false;
  if (schema['properties'] !== undefined) return true;
  return ['allOf', 'anyOf', 'oneOf'].some((keyword) => {
    const branches = (schema[keyword] ?? []) as Schema[];
    return branches.length > 1 && branches.some((branch) => isStructured(contract, follow(contract, branch, seen), seen));
  });
}

function follow(contract: Contract, schema: Schema, seen: Set<SchemaId>): Schema {
  let current = schema;
  while (typeof current === 'object' && current.$ref !== undefined && !seen.has(current.$ref)) {
    seen.add(current.$ref);
    current = contract.schemas.get(current.$ref)?.schema ?? true;
  }
  return current;
}

function refersToItself(contract: Contract, id: SchemaId): boolean {
  const schema = contract.schemas.get(id)?.schema;
  return schema !== undefined && findReachable(contract, [schema]).has(id);
}
