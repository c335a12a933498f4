import { type Members, isMembers } from './members.ts';

/** A schema that a name stands for: a property or a parameter. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: Members;
  readonly location: readonly (string | number)[];
}

/** Members whose keys are names that people chose, not keywords. */
const NAME_MAPS: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'],
  ...['schemas', 'parameters', 'headers', 'requestBodies', 'responses', 'callbacks', 'pathItems', 'paths', 'webhooks', 'content'],
  ...['channels', 'operations', 'messages', 'messageTraits', 'operationTraits', 'replies', 'components'],
]);

/** Members that hold data, not schemas. */
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const', 'mapping']);

/**
 * Every property and parameter with a schema below a node of a resolved document, each object once however often it is referred to.
 * Examples, defaults and extensions are not entered.
 */
export function* namedSchemas(root: unknown, location: readonly (string | number)[] = []): Generator<NamedSchema> {
  yield* visit(root, location, false, new Set());
}

function* visit(node: unknown, location: readonly (string | number)[], isNameMap: boolean, seen: Set<object>): Generator<NamedSchema> {
  if (typeof node !== 'object' || node === null || seen.has(node)) return;
  seen.add(node);
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) yield* visit(item, [...location, index], false, seen);
    return;
  }
  const members = node as Members;
  if (!isNameMap && typeof members['name'] === 'string' && typeof members['in'] === 'string' && isMembers(members['schema'])) {
    yield { name: members['name'], schema: members['schema'], location: [...location, 'schema'] };
  }
  for (const [key, child] of Object.entries(members)) {
    if (!isNameMap && (DATA.has(key) || key.startsWith('x-'))) continue;
    const isMap = !isNameMap && NAME_MAPS.has(key) && isMembers(child);
    if (isMap && key === 'properties') {
      for (const [name, schema] of Object.entries(child)) {
        if (isMembers(schema)) yield { name, schema, location: [...location, key, name] };
      }
    }
    yield* visit(child, [...location, key], isMap, seen);
  }
}
