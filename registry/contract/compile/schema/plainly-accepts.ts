import { knownFormats } from './formats.ts';
import { compilePattern } from './pattern.ts';

type Members = Readonly<Record<string, unknown>>;

/** Keywords that say nothing of a value. */
const ANNOTATIONS = new Set([
  '$comment',
  'default',
  'deprecated',
  'description',
  'example',
  'examples',
  'externalDocs',
  'readOnly',
  'title',
  'writeOnly',
  'xml',
]);

/** The other keywords that are looked at here. A schema with one that is not is left to ajv. */
const ASSERTIONS = new Set(['const', 'enum', 'format', 'maxLength', 'maximum', 'minLength', 'minimum', 'pattern', 'type']);

/**
 * Does a schema of the plainest kind certainly accept a value that is no object and no array? Most schemas that carry an example or a default are
 * of this kind, and compiling each for one value takes longer than all else. False means: not certain.
 */
export function plainlyAccepts(schema: unknown, value: unknown): boolean {
  if (typeof schema !== 'object' || schema === null || (typeof value === 'object' && value !== null)) return false;
  const members = schema as Members;
  const isPlain = Object.keys(members).every((key) => ASSERTIONS.has(key) || ANNOTATIONS.has(key) || key.startsWith('x-'));
  return isPlain && hasType(members['type'], value) && isListed(members, value) && acceptsContent(members, value);
}

function hasType(type: unknown, value: unknown): boolean {
  if (type === undefined) return true;
  return [type].flat().some((name) => {
    if (name === 'null') return value === null;
    if (name === 'integer') return Number.isInteger(value);
    if (name === 'number') return typeof value === 'number' && Number.isFinite(value);
    return (name === 'string' || name === 'boolean') && typeof value === name;
  });
}

function isListed(schema: Members, value: unknown): boolean {
  if ('const' in schema && schema['const'] !== value) return false;
  return !('enum' in schema) || (Array.isArray(schema['enum']) && schema['enum'].includes(value));
}

function acceptsContent({ format, maxLength, maximum, minLength, minimum, pattern }: Members, value: unknown): boolean {
  if (typeof value === 'string') {
    const { length } = [...value];
    if (!isWithin(length, minLength, maxLength)) return false;
    if (pattern !== undefined && !(typeof pattern === 'string' && compilePattern(pattern)?.test(value))) return false;
  }
  if (typeof value === 'number' && !isWithin(value, minimum, maximum)) return false;
  if (format === undefined) return true;
  const rule = typeof format === 'string' ? knownFormats().get(format) : undefined;
  if (!rule || typeof value !== rule.type) return typeof format === 'string';
  if (rule.type === 'number') return rule.validate(value as number);
  return rule.validate instanceof RegExp ? rule.validate.test(value as string) : rule.validate(value as string);
}

function isWithin(value: number, least: unknown, most: unknown): boolean {
  const isAtLeast = least === undefined || (typeof least === 'number' && value >= least);
  return isAtLeast && (most === undefined || (typeof most === 'number' && value <= most));
}
