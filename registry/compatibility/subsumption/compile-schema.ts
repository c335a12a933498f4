import type { Schema, SchemaObject } from '../../contract/index.ts';
import type { JudgeableSchema } from '../../contract/index.ts';
import { ALL_TYPES, isObject, maskOf, type ValueType } from './json-value.ts';
import type { Node, NodeTable } from './nodes.ts';
import { INTEGER_FORMATS } from './number-formats.ts';

/** The node that a reference stands for. */
export type ReferenceResolver = (uri: string) => Node;

/** What compiling needs to know. */
export interface Compiling {
  readonly nodes: NodeTable;
  readonly resolve: ReferenceResolver;
  /** Names that the sender of an instance of this schema never sends. */
  hiddenNames(schema: SchemaObject): readonly string[];
}

/** A schema object as a formula, with the keyword that each part comes from. */
export interface CompiledSchema {
  readonly node: Node;
  readonly parts: readonly CompiledPart[];
}

/** What one keyword of a schema asks; of `required` and `properties` there is a part for each property. */
export interface CompiledPart {
  readonly keyword: string;
  readonly property?: string;
  readonly node: Node;
}

/** A judgeable schema beside the schema of the contract that it was made from. */
interface Pair {
  readonly judged: JudgeableSchema;
  readonly original: Schema | undefined;
}

/**
 * Compiles a schema as the validator takes it into a formula. Independent of the order of members; annotations have no part in it.
 */
export function compileSchema(judged: JudgeableSchema, original: Schema | undefined, compiling: Compiling): CompiledSchema {
  const { nodes } = compiling;
  if (typeof judged === 'boolean') return { node: judged ? nodes.always : nodes.never, parts: [] };
  const parts: CompiledPart[] = [];
  const source: SchemaObject | undefined = isObject(original) ? original : undefined;
  const add = (keyword: string, node: Node, property?: string): void => {
    parts.push(property === undefined ? { keyword, node } : { keyword, property, node });
  };
  const nodeOf = (pair: Pair): Node => compileSchema(pair.judged, pair.original, compiling).node;

  if (typeof judged['$ref'] === 'string') add('$ref', compiling.resolve(judged['$ref']));
  addValueKeywords(judged, add, nodes);
  addApplicators(judged, source, add, nodeOf, nodes);
  addObjectKeywords(judged, source, add, nodeOf, nodes);
  addArrayKeywords(judged, source, add, nodeOf, nodes);
  if (source !== undefined) {
    const hidden = compiling.hiddenNames(source);
    if (hidden.length > 0) add('', nodes.atom({ kind: 'unsent', names: [...hidden].sort() }));
  }
  const base = nodes.all(parts.map(({ node }) => node));
  for (const [keyword, kind] of UNEVALUATED) {
    const schema = judged[keyword];
    if (schema === undefined) continue;
    const left = nodeOf({ judged: schema as JudgeableSchema, original: source?.[keyword] as Schema | undefined });
    add(keyword, nodes.atom({ kind, base, schema: left }));
  }
  return { node: nodes.all(parts.map(({ node }) => node)), parts };
}

const UNEVALUATED = [
  ['unevaluatedProperties', 'unevaluated-properties'],
  ['unevaluatedItems', 'unevaluated-items'],
] as const;

type Add = (keyword: string, node: Node, property?: string) => void;

function addValueKeywords(judged: Exclude<JudgeableSchema, boolean>, add: Add, nodes: NodeTable): void {
  const number = (keyword: string): number | undefined => judged[keyword] as number | undefined;
  const { type } = judged;
  if (type !== undefined) {
    const names = (Array.isArray(type) ? type : [type]) as readonly (ValueType | 'integer')[];
    const mask = names.reduce((types, name) => types | maskOf(name === 'integer' ? 'number' : name), 0);
    add('type', nodes.types(mask, !names.includes('number')));
  }
  const format = judged['format'] as string | undefined;
  if (format !== undefined) {
    const range = INTEGER_FORMATS.get(format);
    if (range === undefined) add('format', nodes.atom({ kind: 'format', format }));
    else {
      const [lowest, highest] = range;
      add(
        'format',
        nodes.all([
          nodes.types(ALL_TYPES, true),
          nodes.atom({ kind: 'lowest', limit: lowest, exclusive: false }),
          nodes.atom({ kind: 'highest', limit: highest, exclusive: false }),
        ]),
      );
    }
  }
  for (const [keyword, kind, exclusive] of LIMITS) {
    const limit = number(keyword);
    if (limit !== undefined) add(keyword, nodes.atom({ kind, limit: limit === 0 ? 0 : limit, exclusive }));
  }
  const divisor = number('multipleOf');
  if (divisor !== undefined) add('multipleOf', nodes.atom({ kind: 'multiple', divisor }));
  for (const [keyword, kind] of COUNTS) {
    const count = number(keyword);
    if (count !== undefined) add(keyword, nodes.atom({ kind, count }));
  }
  if (judged['pattern'] !== undefined) add('pattern', nodes.atom({ kind: 'pattern', pattern: judged['pattern'] as string }));
  if ('const' in judged) add('const', nodes.values([judged['const']]));
  for (const keyword of ['enum', 'equalsAny']) if (judged[keyword]) add('enum', nodes.values(judged[keyword] as readonly unknown[]));
}

const LIMITS = [
  ['minimum', 'lowest', false],
  ['exclusiveMinimum', 'lowest', true],
  ['maximum', 'highest', false],
  ['exclusiveMaximum', 'highest', true],
] as const;

const COUNTS = [
  ['minLength', 'min-length'],
  ['maxLength', 'max-length'],
  ['minItems', 'min-items'],
  ['maxItems', 'max-items'],
  ['minProperties', 'min-properties'],
  ['maxProperties', 'max-properties'],
] as const;

function addApplicators(
  judged: Exclude<JudgeableSchema, boolean>,
  source: SchemaObject | undefined,
  add: Add,
  nodeOf: (pair: Pair) => Node,
  nodes: NodeTable,
): void {
  const one = (keyword: string): Node | undefined =>
    judged[keyword] === undefined ? undefined : nodeOf({ judged: judged[keyword] as JudgeableSchema, original: memberOf(source, keyword) });
  const list = (keyword: string): readonly Node[] | undefined =>
    (judged[keyword] as readonly JudgeableSchema[] | undefined)?.map((part, index) =>
      nodeOf({ judged: part, original: originalPart(source, keyword, index) }),
    );
  const all = list('allOf');
  if (all) add('allOf', nodes.all(all));
  const any = list('anyOf');
  if (any) add('anyOf', nodes.any(any));
  const exactlyOne = list('oneOf');
  if (exactlyOne) add('oneOf', nodes.one(exactlyOne));
  const negated = one('not');
  if (negated) add('not', nodes.not(negated));
  const then = one('then');
  const otherwise = one('else');
  const test = one('if');
  if (test) add('if', nodes.if(test, then ?? nodes.always, otherwise ?? nodes.always));
}

const loosened = new WeakMap<SchemaObject, SchemaObject>();
const tightened = new WeakMap<SchemaObject, SchemaObject>();

/** The part of a list in the contract; what the validator takes as an added `anyOf` was a `oneOf` there. */
export function originalPart(source: SchemaObject | undefined, keyword: string, index: number): Schema | undefined {
  const parts = source?.[keyword];
  if (Array.isArray(parts) && index < parts.length) return parts[index] as Schema;
  if (source === undefined || keyword !== 'allOf' || !Array.isArray(source['oneOf'])) return undefined;
  let loose = loosened.get(source);
  if (loose === undefined) {
    loose = { anyOf: source['oneOf'] as readonly unknown[] };
    loosened.set(source, loose);
    tightened.set(loose, source);
  }
  return loose;
}

/** The schema object of the contract behind one that was made of it, and the keyword as it stands there. */
export function declaredKeyword(schema: SchemaObject, keyword: string): { readonly schema: SchemaObject; readonly keyword: string } {
  const source = tightened.get(schema);
  return source === undefined ? { schema, keyword } : { schema: source, keyword: keyword === 'anyOf' ? 'oneOf' : keyword };
}

/** What stands under a keyword of the contract's schema, by name when it holds several. */
export function memberOf(source: SchemaObject | undefined, keyword: string, name?: string | number): Schema | undefined {
  const value: unknown = source?.[keyword];
  if (name === undefined) return value as Schema | undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string | number, Schema>)[name];
}

function addObjectKeywords(
  judged: Exclude<JudgeableSchema, boolean>,
  source: SchemaObject | undefined,
  add: Add,
  nodeOf: (pair: Pair) => Node,
  nodes: NodeTable,
): void {
  const entries = (keyword: string): readonly (readonly [string, Node])[] => {
    const members = judged[keyword];
    if (!isObject(members)) return [];
    return Object.keys(members)
      .filter((name) => keyword !== 'patternProperties' || source === undefined || memberOf(source, keyword, name) !== undefined)
      .sort()
      .map((name) => [name, nodeOf({ judged: members[name] as JudgeableSchema, original: memberOf(source, keyword, name) })] as const);
  };
  const one = (keyword: string): Node | undefined =>
    judged[keyword] === undefined ? undefined : nodeOf({ judged: judged[keyword] as JudgeableSchema, original: memberOf(source, keyword) });
  const present = (name: string): Node => nodes.all([nodes.types(maskOf('object')), nodes.atom({ kind: 'required', name })]);

  for (const name of [...((judged['required'] as readonly string[] | undefined) ?? [])].sort()) {
    add('required', nodes.atom({ kind: 'required', name }), name);
  }
  const properties = entries('properties');
  for (const [name, schema] of properties) add('properties', nodes.atom({ kind: 'property', name, schema }), name);
  const patterns = entries('patternProperties');
  for (const [pattern, schema] of patterns) add('patternProperties', nodes.atom({ kind: 'matching-properties', pattern, schema }), pattern);
  const others = one('additionalProperties');
  if (others) {
    const names = properties.map(([name]) => name);
    add('additionalProperties', nodes.atom({ kind: 'other-properties', names, patterns: patterns.map(([name]) => name), schema: others }));
  }
  const named = one('propertyNames');
  if (named && named !== nodes.always) add('propertyNames', nodes.atom({ kind: 'property-names', schema: named }));
  const dependent = judged['dependentRequired'];
  if (isObject(dependent)) {
    for (const name of Object.keys(dependent).sort()) {
      const needed = (dependent[name] as readonly string[]).map((other) => nodes.atom({ kind: 'required', name: other }));
      add('dependentRequired', nodes.if(present(name), nodes.all(needed), nodes.always), name);
    }
  }
  for (const [name, schema] of entries('dependentSchemas')) add('dependentSchemas', nodes.if(present(name), schema, nodes.always), name);
}

function addArrayKeywords(
  judged: Exclude<JudgeableSchema, boolean>,
  source: SchemaObject | undefined,
  add: Add,
  nodeOf: (pair: Pair) => Node,
  nodes: NodeTable,
): void {
  const prefix = (judged['prefixItems'] as readonly JudgeableSchema[] | undefined) ?? [];
  for (const [index, item] of prefix.entries()) {
    const schema = nodeOf({ judged: item, original: memberOf(source, 'prefixItems', index) });
    add('prefixItems', nodes.atom({ kind: 'item', index, schema }));
  }
  const items = judged['items'] as JudgeableSchema | undefined;
  if (items !== undefined) {
    const schema = nodeOf({ judged: items, original: memberOf(source, 'items') });
    add('items', nodes.atom({ kind: 'items-from', index: prefix.length, schema }));
  }
  if (judged['uniqueItems'] === true) add('uniqueItems', nodes.atom({ kind: 'unique' }));
  const contains = judged['contains'] as JudgeableSchema | undefined;
  if (contains === undefined) return;
  const schema = nodeOf({ judged: contains, original: memberOf(source, 'contains') });
  const least = (judged['minContains'] as number | undefined) ?? 1;
  const most = judged['maxContains'] as number | undefined;
  add(least === 1 ? 'contains' : 'minContains', nodes.atom({ kind: 'contains-least', count: least, schema }));
  if (most !== undefined) add('maxContains', nodes.atom({ kind: 'contains-most', count: most, schema }));
}
