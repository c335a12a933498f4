import type { Schema } from '../../contract.ts';
import type { SchemaGraph } from '../schema/schema-graph.ts';
import type { JsonType } from '../schema/schema-keywords.ts';
import { setMember } from './set-member.ts';
import { type Alternatives, type Shape, shapeOf } from './shape.ts';

/** Reads text as the values that schemas ask for: the one place where `"12"` becomes 12. */
export interface TextReader {
  /** A schema as the only alternative: always the same list, so that its shape is seen once. */
  only(schema: Schema): Alternatives;
  shape(alternatives: Alternatives): Shape;
  /** Reads a text as a value of one of the schemas; where it may be read in several ways, the first that fits wins, else the first. */
  read(text: string, alternatives: Alternatives): unknown;
  readItems(texts: readonly string[], shape: Shape): readonly unknown[];
  readMembers(entries: readonly Entry[], shape: Shape): Readonly<Record<string, unknown>>;
  /** Does the value fit one of the schemas? */
  fits(value: unknown, alternatives: Alternatives): boolean;
}

/** A name and its text. */
export type Entry = readonly [name: string, text: string];

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Creates the reader of one contract. `accepts` judges a value by a schema. */
export function createTextReader(graph: SchemaGraph, accepts: (schema: Schema, value: unknown) => boolean): TextReader {
  const shapes = new WeakMap<Alternatives, Shape>();
  const lists = new WeakMap<object, Alternatives>();

  const shape = (alternatives: Alternatives): Shape => {
    let known = shapes.get(alternatives);
    if (known === undefined) {
      known = shapeOf(alternatives, graph);
      shapes.set(alternatives, known);
    }
    return known;
  };
  const fits = (value: unknown, alternatives: Alternatives) => alternatives.some((schema) => accepts(schema, value));
  const read = (text: string, alternatives: Alternatives): unknown => {
    const readings = readText(text, shape(alternatives).types);
    if (readings.length === 1) return readings[0];
    return readings.find((reading) => fits(reading, alternatives)) ?? readings[0];
  };

  return {
    only(schema) {
      if (typeof schema === 'boolean') return [schema];
      const list = lists.get(schema) ?? [schema];
      lists.set(schema, list);
      return list;
    },
    shape,
    fits,
    read,
    readItems: (texts, { prefixItems, items }) => texts.map((text, index) => read(text, prefixItems[index] ?? items)),
    readMembers(entries, { properties, otherProperties }) {
      const members: Record<string, unknown> = {};
      for (const [name, text] of entries) setMember(members, name, read(text, properties.get(name) ?? otherProperties));
      return members;
    },
  };
}

/**
 * The values that a text may stand for, the likeliest first: numbers and booleans as JSON writes them, where their type is allowed; then
 * the text itself; then null, written `null` or empty. Where no type is demanded, text is text first.
 */
function readText(text: string, types: ReadonlySet<JsonType> | undefined): readonly unknown[] {
  const literal = readLiteral(text, types);
  if (types === undefined) return literal === undefined ? [text] : [text, literal];
  const readings: unknown[] = literal === undefined || literal === null ? [] : [literal];
  if (types.has('string')) readings.push(text);
  if (literal === null) readings.push(null);
  return readings.length === 0 ? [text] : readings;
}

function readLiteral(text: string, types: ReadonlySet<JsonType> | undefined): number | boolean | null | undefined {
  if ((types === undefined || types.has('integer') || types.has('number')) && JSON_NUMBER.test(text)) return Number(text);
  if ((types === undefined || types.has('boolean')) && (text === 'true' || text === 'false')) return text === 'true';
  if (types === undefined ? text === 'null' : types.has('null') && (text === 'null' || text === '')) return null;
  return undefined;
}
