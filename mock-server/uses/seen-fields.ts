import { childPointer, compilePattern } from '../../registry/contract/index.ts';
import type { Contract, Schema, SchemaObject } from '../../registry/contract/index.ts';
import { isObject } from '../answers/schema-shape.ts';

/** A field that a message really has, named as a consumer's file names it: a JSON pointer with `*` for any item or member. */
export interface SeenField {
  /**
   * `leaf` has nothing below it that the schema names, `empty` is a container with nothing in it, `undeclared` is a member that an object with declared
   * members does not declare: its name comes from the message.
   */
  readonly kind: 'leaf' | 'empty' | 'undeclared';
  readonly pointer: string;
  /** Every schema that says something of it, `$ref` and combinations followed; alternatives count as if all applied. */
  readonly schemas: readonly SchemaObject[];
  readonly value: unknown;
}

const MOST_FIELDS = 50_000;
const MOST_DEPTH = 64;
const COMBINATIONS = ['allOf', 'anyOf', 'oneOf'] as const;
const CONDITIONS = ['if', 'then', 'else'] as const;
const STRUCTURE = ['properties', 'patternProperties', 'additionalProperties', 'items', 'prefixItems'] as const;

/**
 * Walks a value along its schema. Names of members appear only where the schema declares them, so that pointers hold nothing but the contract's own words
 * (apart from those of `undeclared`): keys of maps are `*`. At most 50,000 fields.
 */
export function seenFields(contract: Contract, schema: Schema, value: unknown): readonly SeenField[] {
  const seen: SeenField[] = [];
  const visit = (levels: readonly Schema[], at: unknown, pointer: string, depth: number): void => {
    if (seen.length >= MOST_FIELDS) return;
    const schemas = applicableSchemas(contract, levels);
    const leaf = (kind: SeenField['kind'] = 'leaf'): void => void seen.push({ kind, pointer, schemas, value: at });
    const isContainer = Array.isArray(at) || isObject(at);
    if (!isContainer) return leaf();
    if (Object.keys(at).length === 0) return leaf('empty');
    if (depth > MOST_DEPTH || levels.includes(true) || schemas.every(isWithoutStructure)) return leaf();
    if (Array.isArray(at)) {
      const items = schemas.flatMap(itemsOf);
      if (items.length === 0) return leaf();
      for (const item of at) visit(items, item, `${pointer}/*`, depth + 1);
      return;
    }
    for (const [name, member] of Object.entries(at)) {
      const declared = memberSchemas(schemas, name);
      const below = declared.schemas;
      if (declared.is === 'named') visit(below, member, childPointer(pointer, name), depth + 1);
      else if (declared.is === 'any') visit(below, member, `${pointer}/*`, depth + 1);
      else if (declared.is === 'open') leaf();
      else seen.push({ kind: 'undeclared', pointer: childPointer(pointer, name), schemas: [], value: member });
    }
  };
  visit([schema], value, '', 0);
  return seen;
}

/** What schemas say of a member, and how it is to be called. `open`: by the object that it stands in, since a name for it alone would be the message's own. */
interface DeclaredMember {
  readonly is: 'named' | 'any' | 'open' | 'undeclared';
  readonly schemas: readonly Schema[];
}

function memberSchemas(objects: readonly SchemaObject[], name: string): DeclaredMember {
  const named = objects.flatMap((object) => {
    const properties = object['properties'] as Readonly<Record<string, Schema>> | undefined;
    return properties && Object.hasOwn(properties, name) ? [properties[name]!] : [];
  });
  if (named.length > 0) return { is: 'named', schemas: named };
  const patterns = objects.flatMap((object) => {
    const matching = Object.entries((object['patternProperties'] ?? {}) as Readonly<Record<string, Schema>>);
    return matching.filter(([pattern]) => compilePattern(pattern)?.test(name) === true).map(([, schema]) => schema);
  });
  if (patterns.length > 0) return { is: 'any', schemas: patterns };
  const others = objects.flatMap(({ additionalProperties: other }) => (other === undefined || other === false ? [] : [other as Schema]));
  const hasNames = objects.some(({ properties }) => properties !== undefined);
  if (others.length > 0) return hasNames || others.includes(true) ? { is: 'open', schemas: [] } : { is: 'any', schemas: others };
  return { is: 'undeclared', schemas: [] };
}

function itemsOf(schema: SchemaObject): readonly Schema[] {
  const { items, prefixItems = [] } = schema;
  return [...(prefixItems as readonly Schema[]), ...(items === undefined || items === false ? [] : [items as Schema])];
}

function isWithoutStructure(schema: SchemaObject): boolean {
  return STRUCTURE.every((keyword) => schema[keyword] === undefined);
}

/** The schemas that hold in one place, through `$ref`, combinations and conditions; alternatives count as if all applied. */
export function applicableSchemas(contract: Contract, levels: readonly Schema[]): readonly SchemaObject[] {
  const found = new Set<SchemaObject>();
  const visit = (schema: Schema | undefined): void => {
    if (typeof schema !== 'object' || found.has(schema)) return;
    found.add(schema);
    if (schema.$ref !== undefined) visit(contract.schemas.get(schema.$ref)?.schema);
    for (const keyword of COMBINATIONS) for (const branch of (schema[keyword] ?? []) as readonly Schema[]) visit(branch);
    for (const keyword of CONDITIONS) visit(schema[keyword] as Schema | undefined);
    for (const dependent of Object.values((schema['dependentSchemas'] ?? {}) as Readonly<Record<string, Schema>>)) visit(dependent);
  };
  for (const level of levels) visit(level);
  return [...found];
}

/** Does some schema list this value, by `enum` or `const`? Values of fields that list theirs are the contract's own words; others may be anything. */
export function isListedValue(schemas: readonly SchemaObject[], value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return false;
  return schemas.some(
    (schema) =>
      (Array.isArray(schema['enum']) && (schema['enum'] as readonly unknown[]).includes(value)) ||
      (Object.hasOwn(schema, 'const') && schema['const'] === value),
  );
}
