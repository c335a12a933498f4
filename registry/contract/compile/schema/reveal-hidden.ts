import { isClosing } from './schema-graph.ts';
import { isObject } from '../../load/is-object.ts';

/**
 * Takes hidden properties out of what a rewritten schema judges: they are not required, any value of theirs passes, and they count as
 * declared where the object is closed. Changes the schema in place.
 */
export function revealHidden(schema: Record<string, unknown>, hidden: ReadonlySet<string>): void {
  const isShown = (name: unknown) => !hidden.has(name as string);
  if (Array.isArray(schema['required'])) schema['required'] = schema['required'].filter(isShown);
  if (isObject(schema['dependentRequired'])) {
    const rewritten = Object.entries(schema['dependentRequired']).map(([name, names]) => [name, (names as string[]).filter(isShown)]);
    schema['dependentRequired'] = Object.fromEntries(rewritten);
  }
  const properties = isObject(schema['properties']) ? schema['properties'] : undefined;
  const isClosed = isClosing(schema['additionalProperties']) || isClosing(schema['unevaluatedProperties']);
  const passed = [...hidden].filter((name) => isClosed || (properties !== undefined && Object.hasOwn(properties, name)));
  if (passed.length === 0) return;
  schema['properties'] = Object.fromEntries([...Object.entries(properties ?? {}), ...passed.map((name) => [name, true] as const)]);
}
