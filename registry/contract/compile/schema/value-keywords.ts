import { canonicalText } from './canonical-text.ts';
import { knownFormats } from './formats.ts';
import { compilePattern } from './pattern.ts';
import { declaredTypes } from './schema-keywords.ts';

/** Keyword of our own: equals one of the values, objects and arrays included. Takes the place of `const` and `enum` with such values. */
export const EQUALS_ANY = 'equalsAny';

/**
 * The keywords among `type`, `format`, `pattern`, `enum` and `const` that judge a value, as the validator takes them. Unknown types and
 * formats, and patterns that are no regular expressions, are left out.
 */
export function rewriteValueKeywords(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const types = declaredTypes(schema['type']);
  if (types !== undefined) result['type'] = types.length === 1 ? types[0] : types;
  const format = schema['format'];
  if (typeof format === 'string' && knownFormats().has(format)) result['format'] = format;
  const pattern = schema['pattern'];
  if (typeof pattern === 'string' && compilePattern(pattern) !== undefined) result['pattern'] = pattern;
  const options = allowedValues(schema);
  if (options === undefined) return result;
  if (options.length === 0 || options.some((value) => typeof value === 'object' && value !== null)) result[EQUALS_ANY] = options;
  else if (options.length === 1) result['const'] = options[0];
  else result['enum'] = options;
  return result;
}

function allowedValues(schema: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  const options = Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : undefined;
  if (!Object.hasOwn(schema, 'const')) return options;
  const value = schema['const'];
  if (options === undefined) return [value];
  const text = canonicalText(value);
  return options.filter((option) => canonicalText(option) === text);
}
