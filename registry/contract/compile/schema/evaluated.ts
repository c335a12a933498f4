import { isObject } from '../../load/is-object.ts';
import type { JudgeableSchema } from './judgeable-schema.ts';
import { compilePattern } from './pattern.ts';

/** Answers about other schemas, as the validator has them. */
export interface Evaluating {
  accepts(schema: JudgeableSchema, value: unknown): boolean;
  /** What a reference names. */
  resolve(uri: string): JudgeableSchema;
}

/** What the keywords beside an `unevaluatedProperties` or `unevaluatedItems` evaluate of a value that they accept. */
export interface Evaluated {
  hasProperty(name: string): boolean;
  hasItem(index: number, item: unknown): boolean;
  /** Is it the same for all values? */
  readonly isFixed: boolean;
}

interface Evaluation {
  readonly names: Set<string>;
  readonly patterns: RegExp[];
  readonly contains: JudgeableSchema[];
  itemsBefore: number;
  allProperties: boolean;
  allItems: boolean;
  isFixed: boolean;
}

const ALTERNATIVES = ['anyOf', 'oneOf'] as const;
const CONDITION = ['if', 'then', 'else'] as const;
const OF_PROPERTIES = ['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties'] as const;
const OF_ITEMS = ['prefixItems', 'items', 'contains', 'unevaluatedItems'] as const;

/**
 * What a schema evaluates of a value that it accepts, its own `unevaluated` keyword aside: by its own keywords, and by those of its parts
 * that hold (JSON Schema 2020-12 Core §7.7.1, §11). An `if` that fails evaluates nothing; `contains` evaluates the items that fit it.
 */
export function evaluatedBy(schema: JudgeableSchema, value: unknown, evaluating: Evaluating): Evaluated {
  const { accepts, resolve } = evaluating;
  const evaluation: Evaluation = {
    names: new Set(),
    patterns: [],
    contains: [],
    itemsBefore: 0,
    allProperties: false,
    allItems: false,
    isFixed: true,
  };

  function collect(part: JudgeableSchema, isRoot: boolean): void {
    if (typeof part === 'boolean') return;
    collectOwn(part, isRoot, evaluation);
    if (typeof part['$ref'] === 'string') collect(resolve(part['$ref']), false);
    for (const each of listIn(part, 'allOf')) collect(each, false);
    for (const keyword of ALTERNATIVES) {
      for (const each of listIn(part, keyword)) if (evaluates(each, resolve) && holds(each)) collect(each, false);
    }
    if (CONDITION.some((keyword) => evaluates(part[keyword], resolve)) && part['if'] !== undefined) {
      const passes = holds(part['if'] as JudgeableSchema);
      if (passes) collect(part['if'] as JudgeableSchema, false);
      const next = part[passes ? 'then' : 'else'];
      if (next !== undefined) collect(next as JudgeableSchema, false);
    }
    for (const [name, each] of membersIn(part, 'dependentSchemas')) {
      if (!evaluates(each, resolve)) continue;
      evaluation.isFixed = false;
      if (isObject(value) && Object.hasOwn(value, name)) collect(each, false);
    }
  }

  function holds(part: JudgeableSchema): boolean {
    evaluation.isFixed = false;
    return accepts(part, value);
  }

  collect(schema, true);
  return {
    isFixed: evaluation.isFixed,
    hasProperty: (name) =>
      evaluation.allProperties || evaluation.names.has(name) || evaluation.patterns.some((pattern) => pattern.test(name)),
    hasItem: (index, item) =>
      evaluation.allItems || index < evaluation.itemsBefore || evaluation.contains.some((each) => accepts(each, item)),
  };
}

function collectOwn(part: Readonly<Record<string, unknown>>, isRoot: boolean, evaluation: Evaluation): void {
  for (const [name] of membersIn(part, 'properties')) evaluation.names.add(name);
  for (const [pattern] of membersIn(part, 'patternProperties')) evaluation.patterns.push(compilePattern(pattern) ?? /(?:)/);
  evaluation.itemsBefore = Math.max(evaluation.itemsBefore, listIn(part, 'prefixItems').length);
  if (part['contains'] !== undefined) evaluation.contains.push(part['contains'] as JudgeableSchema);
  if (part['additionalProperties'] !== undefined) evaluation.allProperties = true;
  if (part['items'] !== undefined) evaluation.allItems = true;
  if (!isRoot && part['unevaluatedProperties'] !== undefined) evaluation.allProperties = true;
  if (!isRoot && part['unevaluatedItems'] !== undefined) evaluation.allItems = true;
}

const evaluating = new WeakMap<object, boolean>();

/** May a schema evaluate anything? */
function evaluates(schema: unknown, resolve: Evaluating['resolve']): boolean {
  if (!isObject(schema)) return false;
  let known = evaluating.get(schema);
  if (known === undefined) {
    evaluating.set(schema, false);
    const parts = [
      ...['allOf', ...ALTERNATIVES].flatMap((keyword) => listIn(schema, keyword)),
      ...CONDITION.map((keyword) => schema[keyword]),
    ];
    known =
      [...OF_PROPERTIES, ...OF_ITEMS].some((keyword) => schema[keyword] !== undefined) ||
      (typeof schema['$ref'] === 'string' && evaluates(resolve(schema['$ref']), resolve)) ||
      [...parts, ...membersIn(schema, 'dependentSchemas').map(([, part]) => part)].some((part) => evaluates(part, resolve));
    evaluating.set(schema, known);
  }
  return known;
}

function listIn(schema: Readonly<Record<string, unknown>>, keyword: string): readonly JudgeableSchema[] {
  return (schema[keyword] as readonly JudgeableSchema[] | undefined) ?? [];
}

function membersIn(
  schema: Readonly<Record<string, unknown>>,
  keyword: string,
): readonly (readonly [name: string, schema: JudgeableSchema])[] {
  return Object.entries((schema[keyword] as Readonly<Record<string, JudgeableSchema>> | undefined) ?? {});
}
