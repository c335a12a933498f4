type Members = Readonly<Record<string, unknown>>;

const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isString = (value: unknown): boolean => typeof value === 'string';
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isAnything = (): boolean => true;

/** Whether the value of a keyword is one that each meta-schema accepts and ajv compiles. A member that is not here makes a schema unsound. */
const KEYWORDS: Readonly<Record<string, (value: unknown, isSound: (schema: unknown) => boolean, schema: Members) => boolean>> = {
  type: (value) => (Array.isArray(value) ? areUniqueStrings(value) && value.every((type) => TYPES.has(type)) : TYPES.has(value as string)),
  nullable: (value, _, schema) => isBoolean(value) && (value === false || schema['type'] !== undefined),
  enum: (value) => Array.isArray(value) && value.length > 0 && value.every(isPrimitive) && new Set(value).size === value.length,
  properties: (value, isSound) =>
    isMembers(value) && Object.entries(value).every(([name, schema]) => !(name in Object.prototype) && isSound(schema)),
  required: (value) => Array.isArray(value) && value.length > 0 && areUniqueStrings(value),
  additionalProperties: (value, isSound) => isBoolean(value) || isSound(value),
  items: (value, isSound) => isSound(value),
  allOf: (value, isSound) => Array.isArray(value) && value.length > 0 && value.every(isSound),
  anyOf: (value, isSound) => Array.isArray(value) && value.length > 0 && value.every(isSound),
  minimum: isNumber,
  maximum: isNumber,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  uniqueItems: isBoolean,
  pattern: (value) => typeof value === 'string' && isPattern(value),
  format: isString,
  title: isString,
  description: isString,
  readOnly: isBoolean,
  writeOnly: isBoolean,
  deprecated: isBoolean,
  examples: Array.isArray,
  default: isAnything,
  example: isAnything,
  externalDocs: isAnything,
  xml: isAnything,
  discriminator: isAnything,
};

const verdicts = new WeakMap<object, boolean>();

/**
 * Is this a schema that certainly compiles, in each of our dialects, and consists of nothing but keywords that `isSurelyValid` judges?
 * False means: not certain. Remembered by the identity of the schema, whose parts are shared in a resolved document.
 */
export function isSoundSchema(schema: unknown): boolean {
  if (!isMembers(schema)) return false;
  const known = verdicts.get(schema);
  if (known !== undefined) return known;
  let verdict = true;
  for (const keyword of Object.keys(schema)) {
    const isFitting = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    verdict = isFitting ? isFitting(schema[keyword], isSoundSchema, schema) : keyword.startsWith('x-') && keyword !== 'x-nullable';
    if (!verdict) break;
  }
  verdicts.set(schema, verdict);
  return verdict;
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return !pattern.includes('\\Z');
  } catch {
    return false;
  }
}

function areUniqueStrings(values: readonly unknown[]): values is readonly string[] {
  return values.every(isString) && new Set(values).size === values.length && values.length > 0;
}

function isPrimitive(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
