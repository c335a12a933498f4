import type { Contract, Schema, SchemaObject } from '../../registry/contract/index.ts';
import { placeOf } from './realistic/member-place.ts';
import type { MemberPlace } from './realistic/member-place.ts';
import { realisticNumber } from './realistic/realistic-number.ts';
import { sampleText } from './sample-text.ts';
import { isObject, resolveSchema } from './schema-shape.ts';
import { pickInteger, seededRandom } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * How full a sample is: with its optional members (`full`), only with what must be there (`required`), and both of these blind to examples and
 * defaults (`dynamic`, `plain`).
 */
export type Fullness = 'full' | 'required' | 'dynamic' | 'plain';

/**
 * Builds a value that a schema is likely to accept: const, enum, examples and default first, else by type, format, pattern and bounds.
 * What the name of a member says of its meaning counts too. The seed decides every value. Whoever uses the value judges it with the compiled contract.
 *
 * @param pointer where in a body of this seed the value will stand, when it is a part of one.
 * @returns undefined when no value could be built.
 */
export function sampleValue(contract: Contract, schema: Schema, seed: string, fullness: Fullness = 'full', pointer = ''): unknown {
  return new Sampler(contract, seed, fullness).value(schema, pointer, 0);
}

const MAX_DEPTH = 12;
const OPTIONAL_DEPTH = 4;

class Sampler {
  private readonly contract: Contract;
  private readonly seed: string;
  private readonly fullness: Fullness;
  private readonly isFull: boolean;

  constructor(contract: Contract, seed: string, fullness: Fullness) {
    this.contract = contract;
    this.seed = seed;
    this.fullness = fullness;
    this.isFull = fullness === 'full' || fullness === 'dynamic';
  }

  value(schema: Schema, pointer: string, depth: number): unknown {
    const resolved = resolveSchema(this.contract, schema);
    if (resolved === false || depth > MAX_DEPTH) return undefined;
    if (resolved === true) return 'any';
    const merged = this.merge(resolved, 0);
    const given = givenValue(merged, this.fullness);
    if (given.found) return given.value;
    const random = seededRandom(this.seed + pointer);
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const branches = merged[keyword] as Schema[] | undefined;
      if (!branches) continue;
      const { [keyword]: _, ...base } = merged;
      for (const branch of preferred(branches, this.contract)) {
        const value = this.value(Object.keys(base).length > 0 ? { allOf: [base, branch] } : branch, pointer, depth + 1);
        if (value !== undefined) return value;
      }
      return undefined;
    }
    return this.typed(merged, pointer, depth, random);
  }

  private typed(schema: SchemaObject, pointer: string, depth: number, random: SeededRandom): unknown {
    switch (typeOf(schema)) {
      case 'object':
        return this.object(schema, pointer, depth);
      case 'array':
        return this.array(schema, pointer, depth);
      case 'string':
        return sampleText(schema, random, placeOf(this.seed, pointer));
      case 'integer':
        return sampleNumber(schema, random, true, placeOf(this.seed, pointer));
      case 'number':
        return sampleNumber(schema, random, false, placeOf(this.seed, pointer));
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return 'any';
    }
  }

  private object(schema: SchemaObject, pointer: string, depth: number): unknown {
    const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
    const required = new Set((schema['required'] ?? []) as string[]);
    const value: Record<string, unknown> = {};
    for (const name of new Set([...Object.keys(properties), ...required])) {
      const isWanted = required.has(name) || (this.isFull && (depth < OPTIONAL_DEPTH || this.isScalar(properties[name])));
      if (!isWanted) continue;
      const property = properties[name] ?? (schema['additionalProperties'] as Schema | undefined) ?? true;
      const member = this.value(property, `${pointer}/${name}`, depth + 1);
      if (member !== undefined) setMember(value, name, member);
      else if (required.has(name)) return undefined;
    }
    const minimum = Number(schema['minProperties'] ?? 0);
    const additional = (schema['additionalProperties'] ?? true) as Schema;
    for (let index = 1; Object.keys(value).length < minimum && index <= minimum; index++) {
      setMember(value, `key${index}`, this.value(additional, `${pointer}/key${index}`, depth + 1) ?? null);
    }
    return value;
  }

  /** Deep within a value, optional members are there that hold nothing more. */
  private isScalar(property: Schema | undefined): boolean {
    const resolved = property === undefined ? true : resolveSchema(this.contract, property);
    const type = typeof resolved === 'object' ? [resolved['type']].flat()[0] : undefined;
    return typeof type === 'string' && type !== 'object' && type !== 'array';
  }

  private array(schema: SchemaObject, pointer: string, depth: number): unknown {
    const prefix = (schema['prefixItems'] ?? []) as Schema[];
    const items = (schema['items'] ?? true) as Schema;
    const minimum = Number(schema['minItems'] ?? 0);
    const wanted = this.isFull && depth < OPTIONAL_DEPTH ? Math.max(minimum, prefix.length, 1) : minimum;
    const length = Math.min(wanted, Number(schema['maxItems'] ?? Infinity), 1000);
    const value: unknown[] = [];
    for (let index = 0; index < length; index++) {
      const item = this.value(prefix[index] ?? items, `${pointer}/${index}`, depth + 1);
      if (item === undefined) break;
      value.push(item);
    }
    return value.length >= minimum ? value : undefined;
  }

  /** One schema out of a schema and its `allOf`: members and bounds of all hold together. */
  private merge(schema: SchemaObject, depth: number): SchemaObject {
    const branches = schema['allOf'] as Schema[] | undefined;
    if (!branches || depth > MAX_DEPTH) return schema;
    const { allOf: _, ...base } = schema;
    let merged: SchemaObject = base;
    for (const branch of branches) {
      const resolved = resolveSchema(this.contract, branch);
      if (typeof resolved === 'object') merged = mergeTwo(merged, this.merge(resolved, depth + 1));
    }
    return merged;
  }
}

function mergeTwo(left: SchemaObject, right: SchemaObject): SchemaObject {
  const merged: Record<string, unknown> = { ...left, ...right };
  const both = (keyword: string): boolean => left[keyword] !== undefined && right[keyword] !== undefined;
  if (both('properties')) {
    const properties = { ...(left['properties'] as Record<string, Schema>) };
    for (const [name, schema] of Object.entries(right['properties'] as Record<string, Schema>)) {
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
      setMember(properties, name, known === undefined || known === schema ? schema : { allOf: [known, schema] });
    }
    merged['properties'] = properties;
  }
  if (both('required')) merged['required'] = [...new Set([...(left['required'] as string[]), ...(right['required'] as string[])])];
  if (both('enum')) merged['enum'] = (left['enum'] as unknown[]).filter((value) => (right['enum'] as unknown[]).includes(value));
  if (both('type')) {
    const types = [right['type']].flat();
    merged['type'] = [left['type']].flat().filter((type) => types.includes(type) || (type === 'integer' && types.includes('number')));
  }
  for (const keyword of ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']) {
    if (both(keyword)) merged[keyword] = Math.max(Number(left[keyword]), Number(right[keyword]));
  }
  for (const keyword of ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']) {
    if (both(keyword)) merged[keyword] = Math.min(Number(left[keyword]), Number(right[keyword]));
  }
  for (const keyword of ['oneOf', 'anyOf']) {
    if (both(keyword) && left[keyword] !== right[keyword]) {
      merged[keyword] = (left[keyword] as Schema[]).flatMap((one) => (right[keyword] as Schema[]).map((two) => ({ allOf: [one, two] })));
    }
  }
  return merged;
}

function givenValue(schema: SchemaObject, fullness: Fullness): { readonly found: boolean; readonly value?: unknown } {
  if ('const' in schema) return { found: true, value: schema['const'] };
  const examples = schema['examples'];
  if (fullness !== 'plain' && fullness !== 'dynamic') {
    if (Array.isArray(examples) && examples.length > 0) return { found: true, value: examples[0] };
    if ('default' in schema && schema['default'] !== null) return { found: true, value: schema['default'] };
  }
  const values = schema['enum'];
  if (Array.isArray(values) && values.length > 0) return { found: true, value: values.find((value) => value !== null) ?? null };
  return { found: false };
}

function preferred(branches: readonly Schema[], contract: Contract): readonly Schema[] {
  const isNull = (branch: Schema): boolean => {
    const resolved = resolveSchema(contract, branch);
    return typeof resolved === 'object' && resolved['type'] === 'null';
  };
  return [...branches.filter((branch) => !isNull(branch)), ...branches.filter(isNull)];
}

const KEYWORDS_OF_TYPE: readonly (readonly [string, readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

function typeOf(schema: SchemaObject): string | undefined {
  const types = [schema['type'] ?? []].flat() as string[];
  const declared = types.find((type) => type !== 'null') ?? types[0];
  if (declared !== undefined) return declared;
  return KEYWORDS_OF_TYPE.find(([, keywords]) => keywords.some((keyword) => keyword in schema))?.[0];
}

function sampleNumber(schema: SchemaObject, random: SeededRandom, integer: boolean, place: MemberPlace): number | undefined {
  const step = typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : integer ? 1 : 0.01;
  const atLeast = numberOr(schema['minimum'], -Infinity);
  const above = numberOr(schema['exclusiveMinimum'], -Infinity);
  const atMost = numberOr(schema['maximum'], Infinity);
  const below = numberOr(schema['exclusiveMaximum'], Infinity);
  const low = Math.max(atLeast, above);
  const high = Math.min(atMost, below);
  const meant = schema['multipleOf'] === undefined ? realisticNumber(place, random, integer) : undefined;
  if (meant !== undefined && meant >= atLeast && meant > above && meant <= atMost && meant < below) return meant;
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 100 : 1;
  const first = Math.ceil(start / step) + (Math.ceil(start / step) * step <= above ? 1 : 0);
  const last = Math.floor(Math.min(high, start + 100 * step) / step);
  const steps = pickInteger(random, first, Math.max(first, last * step >= below ? last - 1 : last));
  const value = Number((steps * step).toFixed(10));
  return value >= atLeast && value > above && value <= atMost && value < below ? value : undefined;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** Sets a member as an own property, whatever its name (`__proto__` included). */
export function setMember(target: object, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
  else (target as Record<string, unknown>)[name] = value;
}

/** Copies of the members of an object that `keep` lets through. */
export function pickMembers(value: unknown, keep: (name: string) => boolean): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  if (isObject(value)) for (const [name, member] of Object.entries(value)) if (keep(name)) setMember(picked, name, member);
  return picked;
}
