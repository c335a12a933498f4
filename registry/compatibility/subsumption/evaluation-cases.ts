import type { Literal } from './literal.ts';
import type { Node } from './nodes.ts';

/** One way in which the parts of a formula may turn out, and what it then evaluates (JSON Schema 2020-12 Core §11). */
export interface EvaluationCase {
  readonly literals: readonly Literal[];
  readonly names: readonly string[];
  readonly patterns: readonly string[];
  /** Items before this index are evaluated. */
  readonly items: number;
  /** Items that fit one of these are evaluated. */
  readonly contains: readonly Node[];
  /** All properties, or all items. */
  readonly all: boolean;
}

/** What unevaluated keyword the cases are for. */
export type Evaluated = 'properties' | 'items';

const NOTHING: EvaluationCase = { literals: [], names: [], patterns: [], items: 0, contains: [], all: false };
const MAX_CASES = 256;

const EVALUATES: Readonly<Record<Evaluated, ReadonlySet<string>>> = {
  properties: new Set(['property', 'matching-properties', 'other-properties', 'unevaluated-properties']),
  items: new Set(['item', 'items-from', 'contains-least', 'unevaluated-items']),
};

/** Does a formula evaluate properties, or items? */
export function evaluates(node: Node, what: Evaluated): boolean {
  switch (node.kind) {
    case 'all':
    case 'any':
    case 'one':
      return node.annotates && node.parts.some((part) => evaluates(part, what));
    case 'if':
      return [node.test, node.then, node.else].some((part) => evaluates(part, what));
    case 'again':
      return evaluates(node.target(), what);
    default:
      return EVALUATES[what].has(node.kind);
  }
}

/**
 * All ways in which a formula, true of a value, may evaluate the value: they exclude each other and leave none out.
 *
 * @returns undefined when there are too many.
 */
export function evaluationCases(node: Node, what: Evaluated): readonly EvaluationCase[] | undefined {
  if (!evaluates(node, what)) return [NOTHING];
  switch (node.kind) {
    case 'property':
      return [{ ...NOTHING, names: [node.name] }];
    case 'matching-properties':
      return [{ ...NOTHING, patterns: [node.pattern] }];
    case 'item':
      return [{ ...NOTHING, items: node.index + 1 }];
    case 'contains-least':
      return [{ ...NOTHING, contains: [node.schema] }];
    case 'other-properties':
    case 'unevaluated-properties':
    case 'items-from':
    case 'unevaluated-items':
      return [{ ...NOTHING, all: true }];
    case 'all':
      return node.parts.some((part) => evaluatesAll(part, what))
        ? [{ ...NOTHING, all: true }]
        : product(node.parts.map((part) => evaluationCases(part, what)));
    case 'any':
      return product(
        node.parts
          .filter((part) => evaluates(part, what))
          .map((part) => {
            const cases = evaluationCases(part, what);
            return cases && [{ ...NOTHING, literals: [literal(part, false)] }, ...withLiteral(cases, part)];
          }),
      );
    case 'one': {
      const parts = node.parts.filter((part) => evaluates(part, what));
      const none: EvaluationCase = { ...NOTHING, literals: parts.map((part) => literal(part, false)) };
      return union([[none], ...parts.map((part) => mapped(evaluationCases(part, what), (cases) => withLiteral(cases, part)))]);
    }
    case 'if':
      return union([
        mapped(product([evaluationCases(node.test, what), evaluationCases(node.then, what)]), (cases) => withLiteral(cases, node.test)),
        mapped(evaluationCases(node.else, what), (cases) => cases.map((each) => withLiterals(each, [literal(node.test, false)]))),
      ]);
    case 'again':
      return evaluationCases(node.target(), what);
    default:
      return undefined;
  }
}

/** Is everything evaluated, however the rest turns out? */
function evaluatesAll(node: Node, what: Evaluated): boolean {
  if (node.kind === 'all') return node.parts.some((part) => evaluatesAll(part, what));
  if (node.kind === 'again') return evaluatesAll(node.target(), what);
  return what === 'properties'
    ? node.kind === 'unevaluated-properties' || (node.kind === 'other-properties' && node.patterns.length === 0 && node.names.length === 0)
    : node.kind === 'unevaluated-items' || (node.kind === 'items-from' && node.index === 0);
}

function literal(node: Node, sign: boolean): Literal {
  return { node, sign, sent: false };
}

function withLiteral(cases: readonly EvaluationCase[], node: Node): readonly EvaluationCase[] {
  return cases.map((each) => withLiterals(each, [literal(node, true)]));
}

function withLiterals(each: EvaluationCase, literals: readonly Literal[]): EvaluationCase {
  return { ...each, literals: [...literals, ...each.literals] };
}

function mapped(
  cases: readonly EvaluationCase[] | undefined,
  map: (cases: readonly EvaluationCase[]) => readonly EvaluationCase[],
): readonly EvaluationCase[] | undefined {
  return cases && map(cases);
}

function union(lists: readonly (readonly EvaluationCase[] | undefined)[]): readonly EvaluationCase[] | undefined {
  const all = lists.flatMap((list) => list ?? []);
  return lists.every((list) => list !== undefined) && all.length <= MAX_CASES ? all : undefined;
}

function product(lists: readonly (readonly EvaluationCase[] | undefined)[]): readonly EvaluationCase[] | undefined {
  let cases: readonly EvaluationCase[] = [NOTHING];
  for (const list of lists) {
    if (list === undefined || cases.length * list.length > MAX_CASES) return undefined;
    cases = cases.flatMap((one) =>
      list.map((other) => ({
        literals: [...one.literals, ...other.literals],
        names: [...one.names, ...other.names],
        patterns: [...one.patterns, ...other.patterns],
        items: Math.max(one.items, other.items),
        contains: [...one.contains, ...other.contains],
        all: one.all || other.all,
      })),
    );
  }
  return cases;
}
