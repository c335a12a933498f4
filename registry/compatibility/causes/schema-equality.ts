import type { Contract, Schema, SchemaId } from '../../contract/index.ts';
import { equalJson } from '../equal-json.ts';
import { canonicalJson } from '../fingerprint.ts';
import { isObject } from './is-object.ts';
import { WIRE_KEYWORDS } from './schema-keywords.ts';

/** Tells schemas of two contracts that are the same apart from the names of what they refer to. */
export type SchemaEquality = (base: Schema, head: Schema) => boolean;

/** `wire` looks at what decides what passes, `meaning` also at what programs act on, `xml` also at `xml`, `written` at every keyword. */
export type EqualityScope = 'wire' | 'meaning' | 'xml' | 'written';

/** Annotations that programs act on. */
const MEANING_KEYWORDS: ReadonlySet<string> = new Set(['default', 'deprecated']);
const XML_KEYWORDS: ReadonlySet<string> = new Set(['xml']);

interface Pair {
  readonly base: SchemaId;
  readonly head: SchemaId;
  isDifferent: boolean;
  readonly referredBy: Pair[];
}

/**
 * Opens the comparison of two graphs of schemas. Each pair of named schemas is looked at once, whatever refers to it, so that comparing a
 * description with itself takes time in proportion to its size, cycles included: equality is presumed until a difference is found, and a
 * difference is handed back to all that led to it.
 */
export function openSchemaEquality(base: Contract, head: Contract, scope: EqualityScope): SchemaEquality {
  const pairs = new Map<string, Pair>();
  const known = new WeakMap<object, WeakMap<object, boolean>>();

  function meet(one: SchemaId, other: SchemaId, pending: Pair[]): Pair {
    const key = `${one} ${other}`;
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = { base: one, head: other, isDifferent: false, referredBy: [] };
      pairs.set(key, pair);
      pending.push(pair);
    }
    return pair;
  }

  /** Compares without following references, which are collected. */
  function sameHere(one: unknown, other: unknown, references: [SchemaId, SchemaId][]): boolean {
    if (one === other && !isObject(one)) return true;
    if (!isObject(one) || !isObject(other)) return false;
    const keys = keysOf(one, scope);
    if (keys.length !== keysOf(other, scope).length) return false;
    return keys.every((key) => {
      if (!Object.hasOwn(other, key)) return false;
      if (key === '$ref') return references.push([one['$ref'] as SchemaId, other['$ref'] as SchemaId]) > 0;
      return sameMember(WIRE_KEYWORDS.get(key)?.holds ?? 'value', key, one[key], other[key], references);
    });
  }

  function sameMember(holds: string, key: string, one: unknown, other: unknown, references: [SchemaId, SchemaId][]): boolean {
    if (holds === 'schema') return sameHere(one, other, references);
    if (holds === 'schemas') {
      const list = other as readonly unknown[];
      return (
        (one as readonly unknown[]).length === list.length &&
        (one as readonly unknown[]).every((each, index) => sameHere(each, list[index], references))
      );
    }
    if (holds === 'members') {
      const members = other as Readonly<Record<string, unknown>>;
      const names = Object.keys(one as object);
      return (
        names.length === Object.keys(members).length &&
        names.every(
          (name) => Object.hasOwn(members, name) && sameHere((one as Readonly<Record<string, unknown>>)[name], members[name], references),
        )
      );
    }
    if (one === other) return true;
    return equalJson(asSet(key, one), asSet(key, other));
  }

  function sameGraph(one: Schema, other: Schema): boolean {
    const references: [SchemaId, SchemaId][] = [];
    if (!sameHere(one, other, references)) return false;
    const pending: Pair[] = [];
    const roots = references.map(([left, right]) => meet(left, right, pending));
    const different: Pair[] = [];
    for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
      const inner: [SchemaId, SchemaId][] = [];
      const isSame = sameHere(base.schemas.get(pair.base)?.schema, head.schemas.get(pair.head)?.schema, inner);
      const targets = isSame ? inner.map(([left, right]) => meet(left, right, pending)) : [];
      for (const target of targets) target.referredBy.push(pair);
      if (!isSame || targets.some((target) => target.isDifferent)) markDifferent(pair, different);
    }
    for (const pair of different) for (const referrer of pair.referredBy) markDifferent(referrer, different);
    return roots.every((pair) => !pair.isDifferent);
  }

  return (one, other) => {
    if (typeof one === 'boolean' || typeof other === 'boolean') return one === other;
    const answers = known.get(one) ?? new WeakMap<object, boolean>();
    known.set(one, answers);
    let answer = answers.get(other);
    if (answer === undefined) answers.set(other, (answer = sameGraph(one, other)));
    return answer;
  };
}

function markDifferent(pair: Pair, different: Pair[]): void {
  if (pair.isDifferent) return;
  pair.isDifferent = true;
  different.push(pair);
}

function keysOf(schema: Readonly<Record<string, unknown>>, scope: EqualityScope): readonly string[] {
  const keys = Object.keys(schema).filter((key) => schema[key] !== undefined);
  if (scope === 'written') return keys;
  const further = scope === 'meaning' ? MEANING_KEYWORDS : scope === 'xml' ? XML_KEYWORDS : undefined;
  const counts = (key: string) => key === '$ref' || WIRE_KEYWORDS.has(key) || further?.has(key) === true;
  return keys.filter((key) => counts(key) && !isIdle(key, schema[key]));
}

/** A keyword that asks nothing. */
function isIdle(key: string, value: unknown): boolean {
  if (key === 'readOnly' || key === 'writeOnly' || key === 'uniqueItems' || key === 'deprecated') return value !== true;
  return (key === 'minLength' || key === 'minItems' || key === 'minProperties') && value === 0;
}

function asSet(key: string, value: unknown): unknown {
  if (!Array.isArray(value) || !['type', 'required', 'enum'].includes(key)) return value;
  return [...new Set(value.map(canonicalJson))].sort();
}
