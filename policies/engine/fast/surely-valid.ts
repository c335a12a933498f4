import { isSoundSchema } from './sound-schema.ts';
import { isSurelyOfFormat } from './surely-of-format.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * Does ajv certainly find nothing in this value, in any dialect that Spectral judges it by? A few lines answer for most examples, and
 * nothing has to be compiled. False means: not certain, ask ajv.
 */
export function isSurelyValid(schema: unknown, value: unknown): boolean {
  return isSoundSchema(schema) && accepts(schema as Members, value);
}

function accepts(schema: Members, value: unknown): boolean {
  const { type, nullable } = schema;
  if (type !== undefined && !(Array.isArray(type) ? type : [type]).some((name) => isOfType(name as string, value))) {
    if (nullable !== true || value !== null) return false;
  }
  if (schema['enum'] !== undefined && !(schema['enum'] as readonly unknown[]).includes(value)) return false;
  if (schema['allOf'] !== undefined && !(schema['allOf'] as readonly Members[]).every((part) => accepts(part, value))) return false;
  if (schema['anyOf'] !== undefined && !(schema['anyOf'] as readonly Members[]).some((part) => accepts(part, value))) return false;
  if (typeof value === 'string') return acceptsString(schema, value);
  if (typeof value === 'number') return acceptsNumber(schema, value);
  if (Array.isArray(value)) return acceptsArray(schema, value);
  return typeof value === 'object' && value !== null ? acceptsObject(schema, value as Members) : true;
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

/** Lengths are of code points: what is long enough in code units may not be. */
function acceptsString({ minLength, maxLength, pattern, format }: Members, value: string): boolean {
  if (minLength !== undefined && value.length < (minLength as number) * 2) {
    if ([...value].length < (minLength as number)) return false;
  }
  if (maxLength !== undefined && value.length > (maxLength as number)) return false;
  if (pattern !== undefined && !new RegExp(pattern as string).test(value)) return false;
  return format === undefined || isSurelyOfFormat(format as string, value);
}

function acceptsNumber({ minimum, maximum, format }: Members, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (minimum !== undefined && !(value >= (minimum as number))) return false;
  if (maximum !== undefined && !(value <= (maximum as number))) return false;
  return format === undefined || isSurelyOfFormat(format as string, value);
}

function acceptsArray({ minItems, maxItems, uniqueItems, items }: Members, value: readonly unknown[]): boolean {
  if (minItems !== undefined && value.length < (minItems as number)) return false;
  if (maxItems !== undefined && value.length > (maxItems as number)) return false;
  if (uniqueItems === true && !(value.every((item) => typeof item === 'string') && new Set(value).size === value.length)) return false;
  return items === undefined || value.every((item) => accepts(items as Members, item));
}

function acceptsObject(schema: Members, value: Members): boolean {
  const {
    properties = {},
    required,
    additionalProperties,
    minProperties,
    maxProperties,
  } = schema as { readonly properties?: Members } & Members;
  const names = Object.keys(value);
  if (minProperties !== undefined && names.length < (minProperties as number)) return false;
  if (maxProperties !== undefined && names.length > (maxProperties as number)) return false;
  if (required !== undefined && !(required as readonly string[]).every((name) => Object.hasOwn(value, name))) return false;
  return names.every((name) => {
    if (Object.hasOwn(properties, name)) return accepts(properties[name] as Members, value[name]);
    if (additionalProperties === undefined || additionalProperties === true) return true;
    return additionalProperties !== false && accepts(additionalProperties as Members, value[name]);
  });
}
