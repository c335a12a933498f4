import type { Decimal } from './decimal.ts';
import { addDecimals, formatDecimal, multiplyDecimals, negateDecimal, parseDecimal, roundDecimal } from './decimal.ts';
import { minorUnitDigits } from '../../../money.ts';
import { compareValues, isMoney } from '../compare-values.ts';
import type { Resource } from '../resource-store.ts';
import { byteLength, sha256Of, uuidOf } from '../fingerprints.ts';
import { valuesAt } from '../value-at.ts';
import { formatInstant } from '../virtual-clock.ts';
import { textOf } from '../text-of.ts';

/**
 * A value as mock.yaml says it, data only (mock.schema.json has every form). Texts that begin with `/` are JSON pointers into the resource as it
 * will be (`*` for every item of a list), with `./` into the part at hand; other scalars stand for themselves.
 */
export type Expression =
  | string
  | number
  | boolean
  | null
  | { readonly const: unknown }
  | { readonly before: string }
  | { readonly parent: string }
  | { readonly body: string }
  | { readonly now: true }
  | { readonly today: true }
  | { readonly first: number; readonly of: Expression }
  | { readonly children: string; readonly at?: string }
  | { readonly sum: Expression | readonly Expression[] }
  | { readonly count: Expression }
  | { readonly difference: readonly [Expression, Expression] }
  | { readonly product: readonly Expression[]; readonly decimals?: number }
  | { readonly choose: readonly { readonly when: Condition; readonly then: Expression }[]; readonly otherwise?: Expression }
  | { readonly object: Readonly<Record<string, Expression>>; readonly each?: string }
  | { readonly list: readonly Expression[] }
  | { readonly sha256: Expression }
  | { readonly bytes: Expression }
  | { readonly uuid: Expression };

/** What holds or does not, as mock.yaml says it. Comparisons take decimals and money by size, days and instants by time. */
export type Condition =
  | { readonly equal: readonly [Expression, Expression] }
  | { readonly less: readonly [Expression, Expression] }
  | { readonly atMost: readonly [Expression, Expression] }
  | { readonly present: Expression }
  | { readonly exists: { readonly in: string; readonly where: Readonly<Record<string, Expression>> } }
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** What expressions are about. */
export interface Scope {
  /** As it will be. */
  readonly resource: Resource;
  /** The part of it that `./` points into. */
  readonly part?: unknown;
  /** As it was; undefined when it is new. */
  readonly before: Resource | undefined;
  /** The resource that it lies below. */
  readonly parent: Resource | undefined;
  readonly body: unknown;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Resources of a collection below it, by the last segment of its path. */
  children(name: string): Iterable<Resource>;
  /** Resources of a collection by its path. */
  collection(path: string): Iterable<Resource>;
}

/** The value of an expression: the first one, where it leads to several; undefined where it leads nowhere. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  return evaluateAll(expression, scope)[0];
}

/** Does a condition hold? Comparisons with a value that is not there don't. */
export function holds(condition: Condition, scope: Scope): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, scope));
  if ('any' in condition) return condition.any.some((one) => holds(one, scope));
  if ('not' in condition) return !holds(condition.not, scope);
  if ('present' in condition) return evaluateAll(condition.present, scope).some((value) => value !== null);
  if ('exists' in condition) {
    const wanted = Object.entries(condition.exists.where).map(([field, value]) => [field, evaluate(value, scope)] as const);
    for (const resource of scope.collection(condition.exists.in)) {
      if (wanted.every(([field, value]) => compareValues(resource[field], value) === 0)) return true;
    }
    return false;
  }
  const [left, right] = 'equal' in condition ? condition.equal : 'less' in condition ? condition.less : condition.atMost;
  const order = compareValues(evaluate(left, scope), evaluate(right, scope));
  if (order === undefined) return false;
  return 'equal' in condition ? order === 0 : 'less' in condition ? order < 0 : order <= 0;
}

function evaluateAll(expression: Expression, scope: Scope): readonly unknown[] {
  if (typeof expression === 'string') {
    if (expression.startsWith('./')) return valuesAt(scope.part, expression.slice(1));
    return expression.startsWith('/') ? valuesAt(scope.resource, expression) : [expression];
  }
  if (typeof expression !== 'object' || expression === null) return [expression];
  if ('const' in expression) return [expression.const];
  if ('before' in expression) return valuesAt(scope.before, expression.before);
  if ('parent' in expression) return valuesAt(scope.parent, expression.parent);
  if ('body' in expression) return valuesAt(scope.body, expression.body);
  if ('now' in expression) return [formatInstant(scope.now)];
  if ('today' in expression) return [formatInstant(scope.now).slice(0, 10)];
  if ('of' in expression) {
    const text = evaluate(expression.of, scope);
    return text === undefined ? [] : [firstOf(text, expression.first)];
  }
  if ('children' in expression) return [...scope.children(expression.children)].flatMap((child) => valuesAt(child, expression.at ?? ''));
  if ('sum' in expression) return [sumOf([expression.sum].flat().flatMap((one) => evaluateAll(one, scope)))];
  if ('count' in expression) return [evaluateAll(expression.count, scope).flat().length];
  if ('difference' in expression) {
    const [left, right] = expression.difference.map((one) => evaluate(one, scope));
    return left === undefined || right === undefined ? [] : [combine([left, right], ([one, two]) => addDecimals(one, negateDecimal(two)))];
  }
  if ('product' in expression) return productOf(expression, scope);
  if ('choose' in expression) {
    const chosen = expression.choose.find(({ when }) => holds(when, scope));
    const value = chosen ? chosen.then : expression.otherwise;
    return value === undefined ? [] : evaluateAll(value, scope);
  }
  if ('list' in expression) return [expression.list.flatMap((one) => evaluateAll(one, scope))];
  if ('object' in expression) return objectsOf(expression, scope);
  const [of, fingerprint] =
    'sha256' in expression
      ? ([expression.sha256, sha256Of] as const)
      : 'bytes' in expression
        ? ([expression.bytes, byteLength] as const)
        : ([expression.uuid, uuidOf] as const);
  const value = evaluate(of, scope);
  return value === undefined ? [] : [fingerprint(value)];
}

/** The first characters of a text; of bytes, as UTF-8 has them, without a byte order mark. */
function firstOf(value: unknown, characters: number): string {
  const text = value instanceof Uint8Array ? new TextDecoder().decode(value.subarray(0, 4 * (characters + 1))) : textOf(value);
  return text.slice(0, characters);
}

function objectsOf(
  { object, each }: { readonly object: Readonly<Record<string, Expression>>; readonly each?: string },
  scope: Scope,
): readonly unknown[] {
  const build = (within: Scope): unknown => {
    const members = Object.entries(object).map(([name, value]) => [name, evaluate(value, within)] as const);
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  };
  if (each === undefined) return [build(scope)];
  return [
    valuesAt(scope.resource, each)
      .flat()
      .map((part) => build({ ...scope, part })),
  ];
}

function productOf(
  { product, decimals }: { readonly product: readonly Expression[]; readonly decimals?: number },
  scope: Scope,
): readonly unknown[] {
  const factors = product.map((one) => evaluate(one, scope));
  if (factors.length === 0 || factors.includes(undefined)) return [];
  const money = factors.find(isMoney);
  const places = decimals ?? (money && minorUnitDigits(money.currency));
  const exact = combine(factors, (parts) => parts.reduce(multiplyDecimals));
  if (places === undefined || exact === undefined) return [exact];
  return [combine([exact], ([value]) => roundDecimal(value, places))];
}

/** The exact sum of numbers, decimal texts or money; of nothing it is 0. */
function sumOf(values: readonly unknown[]): unknown {
  if (values.length === 0) return 0;
  return combine(values, (parts) => parts.reduce(addDecimals));
}

/** Reckons exactly, and gives the result the form of what went in: money with its currency, a decimal text, or a number where all were numbers, of money all its amounts. */
function combine(
  values: readonly unknown[],
  reckon: (parts: readonly [Decimal, ...Decimal[]] & readonly [Decimal, Decimal]) => Decimal,
): unknown {
  const amounts = values.map((value) => (isMoney(value) ? value.amount : value));
  const parts = amounts.map(parseDecimal);
  if (parts.includes(undefined)) return undefined;
  const currencies = new Set(values.filter(isMoney).map(({ currency }) => currency));
  if (currencies.size > 1) return undefined;
  const result = reckon(parts as unknown as readonly [Decimal, Decimal]);
  const [currency] = currencies;
  const hasNumbersOnly = (currency === undefined ? amounts : values.filter(isMoney).map(({ amount }) => amount)).every(isNumber);
  const amount = hasNumbersOnly ? Number(formatDecimal(result)) : formatDecimal(result);
  return currency === undefined ? amount : { amount, currency };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
