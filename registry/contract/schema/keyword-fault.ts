import { isObject } from '../load/is-object.ts';
import { nearestName } from '../nearest-name.ts';
import type { KeywordKind } from './keyword-kinds.ts';

/** The types of JSON Schema 2020-12 (§6.1.1). */
export const TYPE_NAMES: ReadonlySet<unknown> = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

/** What is wrong with the value of a checked keyword: the end of a sentence that starts with its name; undefined when nothing is. */
export function keywordFault(kind: KeywordKind, value: unknown): string | undefined {
  switch (kind) {
    case 'type':
      return typeFault(value);
    case 'names':
      return isNames(value) ? undefined : `must be an array of property names, not ${describe(value)}`;
    case 'namesByName':
      return isObject(value) && Object.values(value).every(isNames) ? undefined : 'must hold an array of property names for each property';
    case 'values':
      return Array.isArray(value) && value.length > 0 ? undefined : `must be an array with at least one value, not ${describe(value)}`;
    case 'count':
      return Number.isInteger(value) && (value as number) >= 0 ? undefined : `must be a whole number of at least 0, not ${describe(value)}`;
    case 'number':
      return Number.isFinite(value) ? undefined : `must be a number, not ${describe(value)}`;
    case 'positive':
      return Number.isFinite(value) && (value as number) > 0 ? undefined : `must be a number above 0, not ${describe(value)}`;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `must be true or false, not ${describe(value)}`;
    case 'text':
      return typeof value === 'string' ? undefined : `must be a string, not ${describe(value)}`;
    case 'pattern':
      return patternFault(value);
    default:
      return undefined;
  }
}

/** A value in a message: short, and unmistakable for what it is. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? `'${value}'` : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function typeFault(value: unknown): string | undefined {
  if (TYPE_NAMES.has(value)) return undefined;
  const names = Array.isArray(value) ? value : [value];
  if (names.length === 0) return 'must name at least one type';
  const unknown = names.find((name) => !TYPE_NAMES.has(name));
  if (unknown === undefined) return undefined;
  const near = typeof unknown === 'string' ? nearestName(unknown, TYPE_NAMES as ReadonlySet<string>) : undefined;
  return `names ${describe(unknown)}, which is no JSON Schema type${near === undefined ? '' : `; did you mean '${near}'?`}`;
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

const knownPatterns = new Map<string, string | undefined>();

function patternFault(value: unknown): string | undefined {
  if (typeof value !== 'string') return `must be a string, not ${describe(value)}`;
  if (knownPatterns.has(value)) return knownPatterns.get(value);
  const fault = regularExpressionFault(value);
  if (knownPatterns.size > 10_000) knownPatterns.clear();
  knownPatterns.set(value, fault);
  return fault;
}

/** Real descriptions escape more than the `u` flag allows (`\-`, `\_`): a pattern is good when ECMA-262 takes it with or without. */
function regularExpressionFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch {
    try {
      new RegExp(pattern);
      return undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message.split(': ').at(-1) : String(error);
      return `is no regular expression of ECMA-262: ${reason} in ${describe(pattern)}`;
    }
  }
}
