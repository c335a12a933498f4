import { isDeepStrictEqual } from 'node:util';
import type { Contract, Schema, SchemaObject } from '../../registry/contract/index.ts';
import { agree } from './realistic/agreement/agree.ts';
import { placeOf } from './realistic/member-place.ts';
import { extraMembers, unnamedMember } from './extra-members.ts';
import { mergeAllOf } from './merge-all-of.ts';
import { setMember } from './own-members.ts';
import { sampleNumber } from './sample-number.ts';
import { sampleText } from './sample-text.ts';
import { isObject, resolveSchema, shapeOf } from './schema-shape.ts';
import { seededRandom } from './seeded-random.ts';
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
 * @param beside names of the members of the object that it will be in.
 * @returns undefined when no value could be built.
 */
export function sampleValue(
  contract: Contract,
  schema: Schema,
  seed: string,
  fullness: Fullness = 'full',
  pointer = '',
  beside: readonly string[] = [],
): unknown {
  return new Sampler(contract, seed, fullness, beside).value(schema, pointer, 0);
}

const MAX_DEPTH = 12;
const OPTIONAL_DEPTH = 4;
/** How often another item is tried where items must differ. */
const ATTEMPTS = 20;

class Sampler {
  private readonly contract: Contract;
  private readonly seed: string;
  private readonly fullness: Fullness;
  private readonly isFull: boolean;
  /** Names of the members of the object that is being made. */
  private beside: readonly string[];

  constructor(contract: Contract, seed: string, fullness: Fullness, beside: readonly string[] = []) {
    this.beside = beside;
    this.contract = contract;
    this.seed = seed;
    this.fullness = fullness;
    this.isFull = fullness === 'full' || fullness === 'dynamic';
  }

  value(schema: Schema, pointer: string, depth: number): unknown {
    const resolved = resolveSchema(this.contract, schema);
    if (resolved === false || depth > MAX_DEPTH) return undefined;
    if (resolved === true) return 'any';
    const merged = mergeAllOf(this.contract, resolved);
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
    switch (typeOf(schema, this.excludedTypes(schema['not'] as Schema | undefined))) {
      case 'object':
        return this.object(schema, pointer, depth, random);
      case 'array':
        return this.array(schema, pointer, depth);
      case 'string':
        return sampleText(schema, random, placeOf(this.seed, pointer, this.beside));
      case 'integer':
        return sampleNumber(schema, random, true, placeOf(this.seed, pointer, this.beside));
      case 'number':
        return sampleNumber(schema, random, false, placeOf(this.seed, pointer, this.beside));
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return 'any';
    }
  }

  /** Types that a `not` which speaks of nothing else forbids. */
  private excludedTypes(not: Schema | undefined): readonly string[] {
    const resolved = not === undefined ? undefined : resolveSchema(this.contract, not);
    if (typeof resolved !== 'object' || Object.keys(resolved).some((keyword) => keyword !== 'type')) return [];
    return [resolved['type'] ?? []].flat() as string[];
  }

  private object(schema: SchemaObject, pointer: string, depth: number, random: SeededRandom): unknown {
    const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
    const required = new Set((schema['required'] ?? []) as string[]);
    const names = Object.keys(properties);
    const value: Record<string, unknown> = {};
    for (const name of new Set([...names, ...required])) {
      const isWanted = required.has(name) || (this.isFull && (depth < OPTIONAL_DEPTH || this.isScalar(properties[name])));
      if (!isWanted) continue;
      const property = Object.hasOwn(properties, name) ? properties[name] : unnamedMember(schema, name);
      const member = this.member(property ?? true, `${pointer}/${name}`, depth + 1, names);
      if (member !== undefined) setMember(value, name, member);
      else if (required.has(name)) return undefined;
    }
    const schemaOf = (name: string): Schema | undefined => (Object.hasOwn(properties, name) ? properties[name] : undefined);
    const isFree = (name: string): boolean => !this.isGiven(schemaOf(name) ?? true);
    agree({ contract: this.contract, value, required, schemaOf, isMade: () => true, isFree, random });
    const wanted = Number(schema['minProperties'] ?? 0) - Object.keys(value).length;
    if (wanted <= 0) return value;
    const taken = new Set([...Object.keys(value), ...names]);
    for (const { name, schema: extra } of extraMembers(this.contract, schema, { taken, wanted, random })) {
      setMember(value, name, this.value(extra, `${pointer}/${name}`, depth + 1) ?? null);
    }
    return value;
  }

  /** The value of a member beside others. */
  private member(schema: Schema, pointer: string, depth: number, beside: readonly string[]): unknown {
    const around = this.beside;
    this.beside = beside;
    const value = this.value(schema, pointer, depth);
    this.beside = around;
    return value;
  }

  /** Is the value the contract's own? Objects are only like it: rules copy them. */
  private isGiven(schema: Schema): boolean {
    const resolved = resolveSchema(this.contract, schema);
    const given = typeof resolved === 'object' ? givenValue(mergeAllOf(this.contract, resolved), this.fullness) : { found: false };
    return given.found && !isObject(given.value);
  }

  /** Deep within a value, optional members are there that hold nothing more. */
  private isScalar(property: Schema | undefined): boolean {
    const resolved = property === undefined ? true : resolveSchema(this.contract, property);
    const type = typeof resolved === 'object' ? [resolved['type']].flat()[0] : undefined;
    return typeof type === 'string' && type !== 'object' && type !== 'array';
  }

  /** A value that none of `known` is: of a list of values the next, else another seed's. */
  private item(schema: Schema, pointer: string, depth: number, known: readonly unknown[]): unknown {
    const isKnown = (item: unknown): boolean => known.some((one) => isDeepStrictEqual(one, item));
    let item = this.value(schema, pointer, depth);
    if (!isKnown(item)) return item;
    const listed = shapeOf(this.contract, schema).values?.find((value) => !isKnown(value));
    if (listed !== undefined) return listed;
    for (let attempt = 1; attempt <= ATTEMPTS && isKnown(item); attempt++) {
      item = new Sampler(this.contract, `${this.seed}.${attempt}`, 'dynamic').value(schema, pointer, depth);
    }
    return isKnown(item) ? undefined : item;
  }

  private array(schema: SchemaObject, pointer: string, depth: number): unknown {
    const prefix = (schema['prefixItems'] ?? []) as Schema[];
    const items = (schema['items'] ?? true) as Schema;
    const minimum = Number(schema['minItems'] ?? 0);
    const contains = schema['contains'] as Schema | undefined;
    const contained = contains === undefined ? 0 : Number(schema['minContains'] ?? 1);
    const some = hasDebits(this.contract, items) ? 2 : 1;
    const wanted = Math.max(minimum, contained, this.isFull && depth < OPTIONAL_DEPTH ? Math.max(prefix.length, some) : 0);
    const length = Math.min(wanted, Number(schema['maxItems'] ?? Infinity), 1000);
    const value: unknown[] = [];
    for (let index = 0; index < length; index++) {
      const known = schema['uniqueItems'] === true ? value : [];
      const plain = prefix[index] ?? items;
      const item = this.item(
        contains !== undefined && index < contained ? { allOf: [plain, contains] } : plain,
        `${pointer}/${index}`,
        depth + 1,
        known,
      );
      if (item === undefined) break;
      value.push(item);
    }
    return value.length >= minimum ? value : undefined;
  }
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

/** Lines of a journal: it takes two of them to balance. */
function hasDebits(contract: Contract, items: Schema): boolean {
  const { properties } = shapeOf(contract, items);
  return properties.has('debit') || properties.has('debitAmount') || properties.has('debit_amount');
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

function typeOf(schema: SchemaObject, excluded: readonly string[]): string | undefined {
  const types = ([schema['type'] ?? []].flat() as string[]).filter((type) => !excluded.includes(type));
  const declared = types.find((type) => type !== 'null') ?? types[0];
  if (declared !== undefined) return declared;
  return KEYWORDS_OF_TYPE.find(([, keywords]) => keywords.some((keyword) => keyword in schema))?.[0];
}
