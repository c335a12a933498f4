import { compilePattern, pointerSegments } from '../../../registry/contract/index.ts';
import type { Contract, Schema, SchemaObject } from '../../../registry/contract/index.ts';
import { applicableSchemas } from '../../uses/seen-fields.ts';

/** What a schema says of a place in its values. */
export type SchemasAt =
  /** These schemas hold there, `$ref` and combinations followed; alternatives count as if all applied. Without any, everything may be there. */
  | { readonly isDeclared: true; readonly schemas: readonly SchemaObject[] }
  /** Nothing can be there: what the place lies in has no member or item of that name. `known` are the names that it has. */
  | { readonly isDeclared: false; readonly token: string; readonly known: readonly string[] };

/** Follows a JSON pointer, in which `*` stands for any item, through a schema. Nothing is said of members of objects that take any. */
export function schemasAt(contract: Contract, schemas: readonly Schema[], pointer: string): SchemasAt {
  let levels = applicableSchemas(contract, schemas);
  for (const token of pointerSegments(pointer)) {
    if (levels.length === 0) break;
    const below = ITEM.test(token) ? [...membersOf(levels, token), ...itemsOf(levels)] : membersOf(levels, token);
    if (below.length === 0 && !takesAny(levels, token)) return { isDeclared: false, token, known: namesOf(levels) };
    levels = applicableSchemas(contract, below);
  }
  return { isDeclared: true, schemas: levels };
}

const ITEM = /^(\*|\d+)$/;

/** The types that values may have of which these schemas hold; empty where they may have any. */
export function typesOf(schemas: readonly SchemaObject[]): ReadonlySet<string> {
  return new Set(
    schemas.flatMap(({ type }) => (typeof type === 'string' ? [type] : Array.isArray(type) ? (type as readonly string[]) : [])),
  );
}

function membersOf(schemas: readonly SchemaObject[], name: string): readonly Schema[] {
  return schemas.flatMap(({ properties, patternProperties, additionalProperties }) => {
    const named = properties as Readonly<Record<string, Schema>> | undefined;
    if (named && Object.hasOwn(named, name)) return [named[name] ?? true];
    const patterns = Object.entries((patternProperties ?? {}) as Readonly<Record<string, Schema>>);
    const matching = patterns.filter(([pattern]) => compilePattern(pattern)?.test(name) === true).map(([, schema]) => schema);
    if (matching.length > 0) return matching;
    const others = additionalProperties as Schema | undefined;
    return others === undefined || others === false ? [] : [others];
  });
}

function itemsOf(schemas: readonly SchemaObject[]): readonly Schema[] {
  return schemas.flatMap(({ items, prefixItems = [] }) => [
    ...(prefixItems as readonly Schema[]),
    ...(items === undefined || items === false ? [] : [items as Schema]),
  ]);
}

function takesAny(schemas: readonly SchemaObject[], token: string): boolean {
  const types = typesOf(schemas);
  if (token === '*') return (types.size === 0 || types.has('array')) && namesOf(schemas).length === 0;
  if (types.size > 0 && !types.has('object') && !(types.has('array') && ITEM.test(token))) return false;
  return namesOf(schemas).length === 0;
}

function namesOf(schemas: readonly SchemaObject[]): readonly string[] {
  return schemas.flatMap(({ properties }) => Object.keys(properties ?? {}));
}
