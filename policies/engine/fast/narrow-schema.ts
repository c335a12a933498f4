import { isSoundSchema } from './sound-schema.ts';
import { isSurelyValid } from './surely-valid.ts';

type Members = Record<string, unknown>;

/**
 * A schema that finds the same first fault in these values as the whole one, with less to compile: parts that surely accept the values
 * that reach them give way to `{}`. The way to what is left stays, so that paths of errors are the same. A schema in which parts refer to
 * others, or ask what others have looked at, stays whole.
 */
export function narrowSchema(schema: Members, value: unknown): Members {
  const narrowed = narrow(schema, [value]) as Members;
  return /"(?:\$ref|\$dynamicRef|\$recursiveRef|unevaluated\w+)":/.test(JSON.stringify(narrowed)) ? schema : narrowed;
}

function narrow(schema: unknown, values: readonly unknown[]): unknown {
  if (!isMembers(schema)) return schema;
  if (accepts(schema, values)) return {};
  const narrowed: Members = {};
  for (const keyword of Object.keys(schema)) {
    const within = schema[keyword];
    if (isRemark(keyword, within) || (keyword === 'anyOf' && accepts({ anyOf: within }, values))) continue;
    if (keyword === 'properties' && isMembers(within)) narrowed[keyword] = narrowProperties(within, values.filter(isMembers));
    else if (keyword === 'items' && isMembers(within)) narrowed[keyword] = narrow(within, values.filter(Array.isArray).flat());
    else if (keyword === 'allOf' && Array.isArray(within)) narrowed[keyword] = within.map((part) => narrow(part, values));
    else narrowed[keyword] = within;
  }
  return narrowed;
}

/** Names that every object inherits are left to ajv, which does not ask whether an object has them itself. */
function narrowProperties(properties: Members, objects: readonly Members[]): Members {
  const entries = Object.entries(properties).map(([name, schema]) => {
    const values = objects.filter((object) => Object.hasOwn(object, name)).map((object) => object[name]);
    return [name, name in Object.prototype ? schema : narrow(schema, values)] as const;
  });
  return Object.fromEntries(entries);
}

function accepts(schema: Members, values: readonly unknown[]): boolean {
  return isSoundSchema(schema) && values.every((value) => isSurelyValid(schema, value));
}

function isRemark(keyword: string, value: unknown): boolean {
  if (keyword === 'description' || keyword === 'title') return typeof value === 'string';
  return keyword === 'example' || (keyword.startsWith('x-') && keyword !== 'x-nullable');
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
