import fc from 'fast-check';
import type { Schema, SchemaObject } from '../../../contract/index.ts';
import { FORMAT_SAMPLES } from '../format-languages.ts';
import { isObject } from '../json-value.ts';

/** Random numbers from 0 up to 1, 1 excluded. */
export type Random = () => number;

/** Random numbers that a seed determines (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SCALARS: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  3,
  -1,
  -3,
  1.5,
  0.5,
  0.1,
  12,
  99,
  100,
  1000,
  'a',
  'b',
  '',
  'ab',
  'ba',
  'aab',
  '12',
  'x',
  'AB1',
  'a-b',
  'abab',
  '1',
  'bb',
];
const NAMES = ['a', 'b', 'c', 'x1', 'x', 'zz', '9', 'A'];

const MOST_PARTS = 300;

/** A value that has a fair chance to fit the schema, or to miss it by little. */
export function randomValue(schema: Schema, schemas: readonly Schema[], random: Random): unknown {
  return valueOf(schema, { schemas, random, partsLeft: MOST_PARTS }, 5);
}

/** What making one value has at hand, and how many members and items it may still have. */
interface Making {
  readonly schemas: readonly Schema[];
  readonly random: Random;
  partsLeft: number;
}

function valueOf(schema: Schema, making: Making, levels: number): unknown {
  const { schemas, random } = making;
  making.partsLeft -= 1;
  const depth = making.partsLeft > 0 ? levels : 0;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const anything = (left: number): unknown => {
    const chance = random();
    if (left <= 0 || chance < 0.6) return pick(SCALARS);
    if (chance < 0.8) return Array.from({ length: Math.floor(random() * 4) }, () => anything(left - 1));
    return Object.fromEntries(Array.from({ length: Math.floor(random() * 4) }, () => [pick(NAMES), anything(left - 1)]));
  };
  if (random() < 0.04) return anything(2);
  const merged = mergeInPlace(schema, schemas, random, 8);
  if (typeof merged === 'boolean') return anything(2);
  if ('const' in merged && random() < 0.9) return merged['const'];
  if (Array.isArray(merged['enum']) && random() < 0.9) return pick(merged['enum'] as unknown[]);
  const types =
    merged['type'] === undefined ? undefined : Array.isArray(merged['type']) ? (merged['type'] as string[]) : [merged['type'] as string];
  const type = types ? pick(types) : guessType(merged, random);
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return random() < 0.5;
    case 'integer':
    case 'number':
      return randomNumber(merged, type, random);
    case 'string':
      return randomText(merged, random);
    case 'array': {
      const prefix = (merged['prefixItems'] as readonly Schema[] | undefined) ?? [];
      const least = Number(merged['minItems'] ?? 0);
      const length = least + Math.floor(random() * 3);
      return Array.from({ length }, (_, index) => {
        if (merged['contains'] !== undefined && depth > 0 && random() < 0.4)
          return valueOf(merged['contains'] as Schema, making, depth - 1);
        const item = prefix[index] ?? (merged['items'] as Schema | undefined) ?? (merged['unevaluatedItems'] as Schema | undefined);
        return depth <= 0 || item === undefined ? pick(SCALARS) : valueOf(item, making, depth - 1);
      });
    }
    case 'object':
      return randomObject(merged, making, depth, () => anything(1));
    default:
      return anything(2);
  }
}

function guessType(schema: SchemaObject, random: Random): string {
  if (schema['properties'] || schema['required'] || schema['additionalProperties'] !== undefined || schema['patternProperties'])
    return 'object';
  if (schema['items'] !== undefined || schema['prefixItems'] || schema['contains'] !== undefined) return 'array';
  return random() < 0.5 ? 'anything' : ['string', 'number', 'object', 'array'][Math.floor(random() * 4)]!;
}

function randomNumber(schema: SchemaObject, type: string, random: Random): number {
  const limits = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].flatMap((keyword) =>
    typeof schema[keyword] === 'number' ? [schema[keyword]] : [],
  );
  const base = limits.length > 0 && random() < 0.7 ? limits[Math.floor(random() * limits.length)]! : Math.floor(random() * 12) - 4;
  const divisor =
    typeof schema['multipleOf'] === 'number'
      ? schema['multipleOf']
      : type === 'integer'
        ? 1
        : [1, 0.5, 0.1, 0.25][Math.floor(random() * 4)]!;
  const value = Number((Math.round(base / divisor) * divisor + (Math.floor(random() * 5) - 2) * divisor).toPrecision(12));
  return value === 0 ? 0 : value;
}

function randomText(schema: SchemaObject, random: Random): string {
  const samples = typeof schema['format'] === 'string' ? (FORMAT_SAMPLES[schema['format']] ?? []) : [];
  if (samples.length > 0 && random() < 0.85) return samples[Math.floor(random() * samples.length)]!;
  const alphabet = [...'aab1ABx-é😀'];
  const length = Math.max(Number(schema['minLength'] ?? 0), Math.floor(random() * 5));
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

function randomObject(schema: SchemaObject, making: Making, depth: number, anything: () => unknown): unknown {
  const { random } = making;
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  const result: Record<string, unknown> = {};
  const put = (name: string): void => {
    const member = (Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties']) as Schema | undefined;
    result[name] = depth <= 0 || member === undefined ? anything() : valueOf(member, making, depth - 1);
  };
  for (const name of required) if (random() < 0.96) put(name);
  for (const name of Object.keys(properties)) if (depth > 0 && random() < 0.45) put(name);
  const isOpen = schema['additionalProperties'] !== false;
  while (random() < (isOpen ? 0.3 : 0.05)) put(NAMES[Math.floor(random() * NAMES.length)]!);
  return result;
}

/** One way of reading a schema with its alternatives settled at random. */
function mergeInPlace(schema: Schema, schemas: readonly Schema[], random: Random, steps: number): Schema {
  if (typeof schema === 'boolean' || steps <= 0) return schema;
  let merged: Record<string, unknown> = { ...schema };
  const parts: Schema[] = [];
  if (typeof schema.$ref === 'string') parts.push(schemas[Number(schema.$ref.split(':')[1])] ?? true);
  const choose = (list: unknown): void => {
    if (Array.isArray(list)) parts.push(list[Math.floor(random() * list.length)] as Schema);
  };
  if (Array.isArray(schema['allOf'])) parts.push(...(schema['allOf'] as Schema[]));
  choose(schema['anyOf']);
  choose(schema['oneOf']);
  if (schema['if'] !== undefined) {
    if (random() < 0.5) parts.push(schema['if'] as Schema, (schema['then'] as Schema | undefined) ?? true);
    else parts.push((schema['else'] as Schema | undefined) ?? true);
  }
  for (const keyword of ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else']) delete merged[keyword];
  for (const part of parts) {
    const inner = mergeInPlace(part, schemas, random, steps - 1);
    if (typeof inner === 'boolean') continue;
    const required = [...((merged['required'] as string[] | undefined) ?? []), ...((inner['required'] as string[] | undefined) ?? [])];
    const properties = { ...(merged['properties'] as object | undefined), ...(inner['properties'] as object | undefined) };
    merged = {
      ...merged,
      ...inner,
      ...(required.length > 0 ? { required } : {}),
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
    };
  }
  return merged;
}

/** A seed, for properties that need randomness beside their schemas. */
export const randomSeed: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xffff_ffff });
