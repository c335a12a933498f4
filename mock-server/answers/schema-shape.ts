import type { Contract, Schema } from '../../registry/contract/index.ts';

/** What a schema says about an object or array at its top, through `$ref` and `allOf`. */
export interface SchemaShape {
  readonly types: readonly string[];
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
  readonly items: Schema | undefined;
  /** The object takes no members beside its properties (`additionalProperties: false`). */
  readonly isClosed: boolean;
  /** The values that are listed, by `enum` or `const`. */
  readonly values: readonly unknown[] | undefined;
  /** Its `default`; undefined when there is none. */
  readonly defaultValue: unknown;
}

/** Follows `$ref` to the schema that is meant. A schema with siblings beside its `$ref` is seen as `allOf` of both. */
export function resolveSchema(contract: Contract, schema: Schema): Schema {
  let current = schema;
  for (let hops = 0; hops < 64 && typeof current === 'object' && current.$ref !== undefined; hops++) {
    const target: Schema = contract.schemas.get(current.$ref)?.schema ?? true;
    const { $ref: _, ...siblings } = current;
    if (Object.keys(siblings).some((keyword) => !ANNOTATIONS.has(keyword))) return { allOf: [target, siblings] };
    current = target;
  }
  return current;
}

const ANNOTATIONS = new Set(['description', 'title', 'summary', 'deprecated', 'readOnly', 'writeOnly', '$comment']);

/** Reads the shape of a schema. Where `allOf` branches name a property twice, both schemas hold. */
export function shapeOf(contract: Contract, schema: Schema): SchemaShape {
  if (typeof schema !== 'object') return readShape(contract, schema);
  let known = shapes.get(contract);
  if (!known) shapes.set(contract, (known = new WeakMap()));
  let shape = known.get(schema);
  if (!shape) known.set(schema, (shape = readShape(contract, schema)));
  return shape;
}

/** Schemas are never changed, so that each is read once. */
const shapes = new WeakMap<Contract, WeakMap<object, SchemaShape>>();

function readShape(contract: Contract, schema: Schema): SchemaShape {
  const properties = new Map<string, Schema>();
  const required = new Set<string>();
  let types: readonly string[] = [];
  let items: Schema | undefined;
  let isClosed = false;
  let values: readonly unknown[] | undefined;
  let defaultValue: unknown;
  const visit = (part: Schema, depth: number): void => {
    const resolved = resolveSchema(contract, part);
    if (typeof resolved !== 'object' || depth > 16) return;
    if (resolved['type'] !== undefined) types = [resolved['type']].flat() as string[];
    for (const [name, property] of Object.entries((resolved['properties'] ?? {}) as Record<string, Schema>)) {
      const known = properties.get(name);
      properties.set(name, known === undefined || known === property ? property : { allOf: [known, property] });
    }
    for (const name of (resolved['required'] ?? []) as string[]) required.add(name);
    if ('const' in resolved) values = [resolved['const']];
    else if (Array.isArray(resolved['enum'])) values = resolved['enum'] as readonly unknown[];
    if (resolved['default'] !== undefined) defaultValue = resolved['default'];
    if (resolved['items'] !== undefined) items = resolved['items'] as Schema;
    if (resolved['additionalProperties'] === false && resolved['patternProperties'] === undefined) isClosed = true;
    for (const branch of (resolved['allOf'] ?? []) as Schema[]) visit(branch, depth + 1);
  };
  visit(schema, 0);
  return { types, properties, required, items, isClosed, values, defaultValue };
}

/** True when the schema, or what it refers to, carries the annotation (`readOnly`, `writeOnly`) as true. */
export function isAnnotated(contract: Contract, schema: Schema, annotation: 'readOnly' | 'writeOnly'): boolean {
  if (typeof schema !== 'object') return false;
  let known = annotated[annotation].get(contract);
  if (!known) annotated[annotation].set(contract, (known = new WeakMap()));
  let found = known.get(schema);
  if (found === undefined) known.set(schema, (found = findAnnotation(contract, schema, annotation)));
  return found;
}

/** Names of the members that carry the annotation as true, by what the schema says at its top. */
export function annotatedMembers(contract: Contract, schema: Schema, annotation: 'readOnly' | 'writeOnly'): ReadonlySet<string> {
  const { properties } = shapeOf(contract, schema);
  let known = members[annotation].get(properties);
  if (!known) {
    known = new Set([...properties].flatMap(([name, property]) => (isAnnotated(contract, property, annotation) ? [name] : [])));
    members[annotation].set(properties, known);
  }
  return known;
}

const members = {
  readOnly: new WeakMap<SchemaShape['properties'], ReadonlySet<string>>(),
  writeOnly: new WeakMap<SchemaShape['properties'], ReadonlySet<string>>(),
};

const annotated = {
  readOnly: new WeakMap<Contract, WeakMap<object, boolean>>(),
  writeOnly: new WeakMap<Contract, WeakMap<object, boolean>>(),
};

function findAnnotation(contract: Contract, schema: Schema, annotation: 'readOnly' | 'writeOnly'): boolean {
  let current: Schema | undefined = schema;
  for (let hops = 0; hops < 64 && typeof current === 'object'; hops++) {
    if (current[annotation] === true) return true;
    const branches: readonly Schema[] = (current['allOf'] ?? []) as Schema[];
    if (branches.some((branch) => isAnnotated(contract, branch, annotation))) return true;
    current = current.$ref === undefined ? undefined : contract.schemas.get(current.$ref)?.schema;
  }
  return false;
}

/** True when the value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
