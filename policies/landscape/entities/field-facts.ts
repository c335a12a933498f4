import type { Contract, Location } from '../../../registry/contract/index.ts';
import { type SchemaSite, sitesInPlace } from './schema-site.ts';

/** Kinds of JSON values, whole numbers among the numbers. */
export type FieldType = 'string' | 'number' | 'boolean' | 'array' | 'object';

/** What a schema says for sure of the values of a field; what it leaves open, or says in several ways, is absent. */
export interface FieldFacts {
  readonly type?: FieldType;
  readonly format?: string;
  readonly pattern?: string;
  /** The texts that it may be. */
  readonly values?: readonly string[];
  /** `cents`, `kg`: from `x-unit`, or from a description that says `in cents`. */
  readonly unit?: string;
  readonly maximum?: number;
  readonly examples: readonly unknown[];
  /** Where the type is said: in the schema that the field refers to, when it does. */
  readonly location: Location;
}

const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'array', 'object']);

/** Reads what is said of a field. */
export function fieldFacts(contract: Contract, site: SchemaSite): FieldFacts {
  const sites = sitesInPlace(contract, site);
  const first = <T>(read: (schema: SchemaSite['schema']) => T | undefined): T | undefined => {
    for (const { schema } of sites) {
      const value = read(schema);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const hasAlternatives = sites.some(
    ({ schema }) => schema['oneOf'] !== undefined || (Array.isArray(schema['anyOf']) && !isNullable(schema['anyOf'])),
  );
  const type = hasAlternatives ? undefined : first((schema) => typeOf(schema));
  const format = first(({ format }) => textOf(format));
  const pattern = first(({ pattern }) => textOf(pattern));
  const values = first((schema) => textsOf(schema['enum'] ?? (Object.hasOwn(schema, 'const') ? [schema['const']] : undefined)));
  const unit = first((schema) => textOf(schema['x-unit']) ?? unitIn(textOf(schema['description'])));
  const maximum = first((schema) => (typeof schema['maximum'] === 'number' ? schema['maximum'] : undefined));
  return {
    ...(type && { type }),
    ...(format !== undefined && { format }),
    ...(pattern !== undefined && { pattern }),
    ...(values && { values }),
    ...(unit !== undefined && { unit: UNITS[unit] ?? unit }),
    ...(maximum !== undefined && { maximum }),
    examples: sites.flatMap(({ schema }) => (Array.isArray(schema['examples']) ? (schema['examples'] as unknown[]) : [])),
    location: (sites.find(({ schema }) => schema['type'] !== undefined) ?? site).location,
  };
}

/** An `anyOf` of one thing or null says no more than that thing, which normalising keeps apart. */
function isNullable(branches: readonly unknown[]): boolean {
  return branches.some((branch) => (branch as { readonly type?: unknown } | null)?.type === 'null') && branches.length === 2;
}

function typeOf(schema: SchemaSite['schema']): FieldType | undefined {
  const names = [schema['type'] ?? []].flat().filter((name) => name !== 'null');
  const types = new Set(names.map((name) => (name === 'integer' ? 'number' : String(name))));
  const [only] = types;
  if (types.size === 1 && TYPES.has(only!)) return only as FieldType;
  return types.size === 0 && typeof schema['properties'] === 'object' ? 'object' : undefined;
}

/** Units as people write them in descriptions, and one name for each. */
const UNITS: Readonly<Record<string, string>> = {
  cents: 'cents',
  'minor units': 'cents',
  dollars: 'dollars',
  'major units': 'dollars',
  kilograms: 'kg',
  kg: 'kg',
  grams: 'g',
  pounds: 'lb',
  lbs: 'lb',
  lb: 'lb',
  milliseconds: 'ms',
  ms: 'ms',
  seconds: 's',
  minutes: 'min',
  hours: 'h',
  days: 'd',
  percent: 'percent',
  'basis points': 'basis points',
  centimeters: 'cm',
  centimetres: 'cm',
  inches: 'in',
};

const IN_UNIT = new RegExp(`\\b(?:in|as) (?:whole )?(${Object.keys(UNITS).join('|')})\\b`, 'i');

function unitIn(description: string | undefined): string | undefined {
  return description === undefined ? undefined : IN_UNIT.exec(description)?.[1]?.toLowerCase();
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((one): one is string => typeof one === 'string');
  return texts.length > 0 && value.every((one) => one === null || typeof one === 'string') ? texts : undefined;
}
