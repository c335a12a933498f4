import { compilePattern, type Contract, pointerSegments, type Schema, type SchemaObject } from '../../contract/index.ts';
import { inPlace } from '../causes/schema-view.ts';
import { isObject } from '../causes/is-object.ts';

/** What schemas say of a field: the schemas that judge it, or that anything may stand there, or nothing, with the fields that do stand there. */
export type DeclaredField =
  | { readonly schemas: readonly Schema[] }
  | { readonly isFreeForm: true }
  | { readonly isUndeclared: true; readonly known: readonly string[] };

/** Looks a field up by its JSON pointer, in which `*` stands for any item or member. Alternatives count as if all applied. */
export function declaredField(contract: Contract, schemas: readonly Schema[], pointer: string): DeclaredField {
  let level = schemas;
  let path = '';
  for (const segment of pointerSegments(pointer)) {
    if (level.includes(true)) return { isFreeForm: true };
    const objects = inPlace(contract, level, true);
    const below = membersNamed(objects, segment);
    if (below === undefined) return { isFreeForm: true };
    if (below.length === 0) return { isUndeclared: true, known: knownBelow(objects, path) };
    level = below;
    path += `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return { schemas: level };
}

/** The values that a field may have as far as they are listed; undefined when nothing lists them. */
export function listedValues(contract: Contract, schemas: readonly Schema[]): readonly unknown[] | undefined {
  const lists = inPlace(contract, schemas, true).flatMap((schema) => [
    ...(Array.isArray(schema['enum']) ? [schema['enum'] as readonly unknown[]] : []),
    ...(Object.hasOwn(schema, 'const') ? [[schema['const']]] : []),
  ]);
  return lists.length === 0 ? undefined : lists.flat();
}

const STRUCTURE = ['properties', 'patternProperties', 'additionalProperties', 'items', 'prefixItems'] as const;

/** The schemas of a member or item; undefined when nothing says what may stand there. */
function membersNamed(objects: readonly SchemaObject[], segment: string): readonly Schema[] | undefined {
  if (objects.length > 0 && objects.every((object) => isWithoutStructure(object))) {
    return objects.every((object) => mayHold(object)) ? undefined : [];
  }
  const found = objects.flatMap((object) => membersOf(object, segment));
  if (found.length > 0) return found;
  const others = objects.flatMap(({ additionalProperties }) =>
    additionalProperties === undefined ? [] : [additionalProperties as Schema],
  );
  if (others.includes(true)) return undefined;
  return others.filter((other) => other !== false);
}

function membersOf(object: SchemaObject, segment: string): readonly Schema[] {
  const properties = isObject(object['properties']) ? (object['properties'] as Readonly<Record<string, Schema>>) : {};
  const patterns = isObject(object['patternProperties']) ? Object.entries(object['patternProperties'] as Record<string, Schema>) : [];
  const items = [object['items'], ...(Array.isArray(object['prefixItems']) ? (object['prefixItems'] as unknown[]) : [])];
  const listed = items.filter((item): item is Schema => isObject(item) || item === true);
  if (segment === '*') return [...Object.values(properties), ...patterns.map(([, schema]) => schema), ...listed];
  const matching = patterns.filter(([pattern]) => compilePattern(pattern)?.test(segment) === true).map(([, schema]) => schema);
  return [
    ...(Object.hasOwn(properties, segment) ? [properties[segment] as Schema] : []),
    ...matching,
    ...(/^\d+$/.test(segment) ? listed : []),
  ];
}

function isWithoutStructure(object: SchemaObject): boolean {
  return STRUCTURE.every((keyword) => object[keyword] === undefined);
}

function mayHold({ type }: SchemaObject): boolean {
  return type === undefined || [type].flat().some((name) => name === 'object' || name === 'array');
}

function knownBelow(objects: readonly SchemaObject[], path: string): readonly string[] {
  const names = objects.flatMap((object) => (isObject(object['properties']) ? Object.keys(object['properties']) : []));
  const items = objects.some((object) => object['items'] !== undefined || object['prefixItems'] !== undefined) ? ['*'] : [];
  return [...new Set([...names, ...items])].map((name) => `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}
