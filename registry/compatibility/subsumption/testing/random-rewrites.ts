import type { Schema } from '../../../contract/index.ts';
import { isObject } from '../json-value.ts';
import type { Random } from './random-values.ts';

type Mutable = Record<string, unknown>;

const IN_PLACE_LISTS = ['allOf', 'anyOf', 'oneOf'];
const SINGLES = [
  'not',
  'if',
  'then',
  'else',
  'items',
  'contains',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'propertyNames',
];
const MAPS = ['properties', 'patternProperties', 'dependentSchemas'];
const LISTS = [...IN_PLACE_LISTS, 'prefixItems'];

/** Copies a schema, and gives each part of it, itself included, to a function that may put another in its place. */
function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  if (typeof schema === 'boolean') return change(schema);
  const copy: Mutable = { ...schema };
  for (const keyword of SINGLES) if (copy[keyword] !== undefined) copy[keyword] = mapSchema(copy[keyword] as Schema, change);
  for (const keyword of LISTS) {
    if (Array.isArray(copy[keyword])) copy[keyword] = (copy[keyword] as Schema[]).map((part) => mapSchema(part, change));
  }
  for (const keyword of MAPS) {
    const members = copy[keyword];
    if (isObject(members)) {
      copy[keyword] = Object.fromEntries(Object.entries(members).map(([name, part]) => [name, mapSchema(part as Schema, change)]));
    }
  }
  return change(copy);
}

/**
 * Rewrites a list of schemas that refer to each other so that each means the same: it may grow.
 *
 * @param isKept which schemas to leave as they are.
 */
export function rewriteSchemas(
  schemas: readonly Schema[],
  random: Random,
  isKept: (schema: Schema) => boolean = () => false,
): readonly Schema[] {
  const result: Schema[] = [];
  const extra: Schema[] = [];
  for (const schema of schemas) {
    if (isKept(schema)) {
      result.push(schema);
      continue;
    }
    result.push(
      mapSchema(schema, (part) => {
        if (isKept(part) || random() > 0.35) return part;
        const rewritten = rewriteOnce(part, schemas, random);
        if (random() > 0.15) return rewritten;
        extra.push(rewritten);
        return { $ref: `schema:${schemas.length + extra.length - 1}` };
      }),
    );
  }
  return [...result, ...extra];
}

function rewriteOnce(schema: Schema, schemas: readonly Schema[], random: Random): Schema {
  const ways: (() => Schema)[] = [
    () => ({ allOf: [schema] }),
    () => ({ anyOf: [schema] }),
    () => ({ oneOf: [schema] }),
    () => ({ allOf: [schema, schema] }),
    () => ({ anyOf: [false, schema] }),
    () => ({ oneOf: [schema, false] }),
    () => ({ allOf: [true, schema, {}] }),
    () => ({ if: true, then: schema }),
  ];
  if (typeof schema === 'object') ways.push(...waysOf(schema, schemas, random));
  return ways[Math.floor(random() * ways.length)]!();
}

function waysOf(schema: Mutable, schemas: readonly Schema[], random: Random): (() => Schema)[] {
  const ways: (() => Schema)[] = [];
  const without = (keyword: string): Mutable => Object.fromEntries(Object.entries(schema).filter(([key]) => key !== keyword));
  ways.push(() => Object.fromEntries(Object.entries(schema).reverse()) as Schema);
  ways.push(() => ({ ...schema, description: `text ${Math.floor(random() * 9)}`, 'x-note': 1 }));
  if (typeof schema['$ref'] === 'string' && Object.keys(schema).length === 1) {
    const target = schemas[Number(schema['$ref'].split(':')[1])];
    if (target !== undefined) ways.push(() => target);
  }
  if (Array.isArray(schema['type'])) {
    const types = schema['type'] as string[];
    ways.push(() => ({ ...without('type'), type: [...types].reverse() }));
    if (schema['anyOf'] === undefined) ways.push(() => ({ ...without('type'), anyOf: types.map((type) => ({ type })) }));
  }
  if (schema['type'] === 'integer') {
    if (schema['multipleOf'] === undefined) ways.push(() => ({ ...schema, type: 'number', multipleOf: 1 }));
    const { minimum } = schema;
    if (Number.isInteger(minimum) && schema['exclusiveMinimum'] === undefined) {
      ways.push(() => ({ ...without('minimum'), exclusiveMinimum: (minimum as number) - 1 }));
    }
  }
  if (Array.isArray(schema['enum'])) {
    const values = schema['enum'] as unknown[];
    ways.push(() => ({ ...schema, enum: [...values].reverse() }));
    if (schema['anyOf'] === undefined) ways.push(() => ({ ...without('enum'), anyOf: values.map((value) => ({ const: value })) }));
    if (schema['oneOf'] === undefined) ways.push(() => ({ ...without('enum'), oneOf: values.map((value) => ({ enum: [value] })) }));
  }
  if ('const' in schema && schema['enum'] === undefined) ways.push(() => ({ ...without('const'), enum: [schema['const']] }));
  for (const keyword of IN_PLACE_LISTS) {
    const parts = schema[keyword];
    if (Array.isArray(parts)) ways.push(() => ({ ...schema, [keyword]: [...(parts as Schema[])].reverse() }));
  }
  for (const keyword of ['type', 'required', 'minLength', 'minimum', 'maximum', 'minProperties', 'maxItems', 'uniqueItems', 'pattern']) {
    if (schema[keyword] === undefined || schema['allOf'] !== undefined) continue;
    ways.push(() => ({ ...without(keyword), allOf: [{ [keyword]: schema[keyword] }] }));
  }
  if (Array.isArray(schema['required']) && schema['required'].length > 1) {
    ways.push(() => ({ ...schema, required: [...(schema['required'] as string[])].reverse() }));
  }
  if (isObject(schema['if']) || typeof schema['if'] === 'boolean') {
    const { if: test, then, else: otherwise, ...others } = schema;
    const isPlain = !JSON.stringify(schema).includes('unevaluated');
    if (isPlain && others['allOf'] === undefined) {
      ways.push(() => ({ ...others, allOf: [{ anyOf: [{ not: test }, then ?? true] }, { anyOf: [test, otherwise ?? true] }] }));
    }
  }
  return ways;
}

/** Changes a list of schemas that refer to each other a little, in ways that may or may not change what they mean. */
export function mutateSchemas(schemas: readonly Schema[], spare: readonly Schema[], random: Random): readonly Schema[] {
  const rate = 0.06 + random() * 0.2;
  return schemas.map((schema) => mapSchema(schema, (part) => (random() < rate ? mutateOnce(part, spare, random) : part)));
}

function mutateOnce(schema: Schema, spare: readonly Schema[], random: Random): Schema {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  if (typeof schema === 'boolean' || random() < 0.08) {
    const other = pick(spare);
    return typeof other === 'object' && JSON.stringify(other).includes('$ref') ? true : other;
  }
  const keywords = Object.keys(schema);
  const copy: Mutable = { ...schema };
  const keyword = keywords.length === 0 ? 'type' : pick(keywords);
  const value = copy[keyword];
  if (random() < 0.25) delete copy[keyword];
  else if (typeof value === 'number')
    copy[keyword] =
      keyword === 'multipleOf'
        ? value * pick([2, 0.5, 3])
        : Math.max(value + pick([-1, 1, 2]), keyword.startsWith('m') && keyword !== 'minimum' && keyword !== 'maximum' ? 0 : -99);
  else if (keyword === 'required' || keyword === 'enum') {
    const list = value as unknown[];
    copy[keyword] =
      random() < 0.5 && list.length > 1
        ? list.slice(1)
        : [...new Set([...list, keyword === 'enum' ? pick([1, 'a', null, 2, 'zz']) : pick(['a', 'b', 'c'])])];
  } else if (keyword === 'type')
    copy['type'] = pick(['string', 'integer', 'number', ['string', 'null'], ['object', 'null'], 'object', 'array', value ?? 'boolean']);
  else if (keyword === 'pattern') copy['pattern'] = pick(['^a', 'a$', '^[ab]+$', '^a*$', '^(a|b){1,3}$']);
  else if (keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'allOf') {
    const list = value as unknown[];
    if (list.length > 1 && random() < 0.6) copy[keyword] = list.slice(1);
    else if (random() < 0.5) {
      delete copy[keyword];
      copy[keyword === 'anyOf' ? 'oneOf' : 'anyOf'] = list;
    }
  } else if (keyword === 'properties') {
    const members = Object.entries(value as object);
    copy['properties'] = Object.fromEntries(
      random() < 0.5
        ? members.slice(1)
        : [...members, [pick(['a', 'b', 'c', 'x1']), pick([{ type: 'string' }, true, { type: 'integer' }])]],
    );
  } else if (random() < 0.5)
    Object.assign(
      copy,
      pick<Mutable>([
        { additionalProperties: false },
        { required: ['a'] },
        { minLength: 1 },
        { maxItems: 2 },
        { minimum: 0 },
        { uniqueItems: true },
      ]),
    );
  return copy;
}
