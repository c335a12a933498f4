import { pointerSegments } from '../../../registry/contract/index.ts';
import type { Condition, Expression } from './expression.ts';

/** A computed field: its pointer, and what it is worked out of. */
export type ComputedField = readonly [pointer: string, value: Expression];

/** Computed fields in the order in which each comes after those that it is worked out of. */
export interface ComputedOrder {
  readonly fields: readonly ComputedField[];
  /** Pointers that lead back to the first of them, which is the last, too: there is no such order then. */
  readonly cycle?: readonly string[];
}

/** A place of the resource that an expression looks at. */
interface Read {
  readonly pointer: string;
  /** What lies below the place counts, too; otherwise only whether it is there. */
  readonly isDeep: boolean;
  /** The value is reckoned with, not kept as it is. */
  readonly isReckoned: boolean;
}

/**
 * Orders the computed fields of a resource by what they are worked out of; those that do not depend on each other stay in the order given. A field may
 * keep its own value (`choose … otherwise: /itself`), but not reckon with it.
 */
export function orderComputed(fields: readonly ComputedField[]): ComputedOrder {
  const ordered: ComputedField[] = [];
  const above: ComputedField[] = [];
  let cycle: readonly string[] | undefined;
  const visit = (field: ComputedField): void => {
    if (ordered.includes(field)) return;
    if (above.includes(field)) {
      cycle ??= [...above.slice(above.indexOf(field)), field].map(([pointer]) => pointer);
      return;
    }
    above.push(field);
    const reads = [...readsOf(field[1], partOf(field[0]), true, false)];
    for (const other of fields) if (reads.some((read) => leadsTo(read, other, field))) visit(other);
    above.pop();
    ordered.push(field);
  };
  for (const field of fields) visit(field);
  return cycle ? { fields, cycle } : { fields: ordered };
}

function leadsTo({ pointer, isDeep, isReckoned }: Read, other: ComputedField, field: ComputedField): boolean {
  if (other === field && !isReckoned) return false;
  const [read, computed] = [pointerSegments(pointer), pointerSegments(other[0])];
  const shared = Math.min(read.length, computed.length);
  if (computed.length > read.length && !isDeep) return false;
  return read.slice(0, shared).every((token, index) => token === computed[index] || token === '*' || computed[index] === '*');
}

/** The pointer of what a field is a member of. */
function partOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

function* readsOf(expression: Expression, part: string, isDeep: boolean, isReckoned: boolean): Generator<Read> {
  if (typeof expression === 'string') {
    if (expression.startsWith('./')) yield { pointer: part + expression.slice(1), isDeep, isReckoned };
    else if (expression.startsWith('/')) yield { pointer: expression, isDeep, isReckoned };
    return;
  }
  if (typeof expression !== 'object' || expression === null) return;
  const within = (inner: Expression, deep = isDeep): Generator<Read> => readsOf(inner, part, deep, true);
  if ('count' in expression) yield* within(expression.count, false);
  else if ('of' in expression) yield* within(expression.of);
  else if ('sum' in expression) for (const one of [expression.sum].flat() as readonly Expression[]) yield* within(one);
  else if ('difference' in expression) for (const one of expression.difference) yield* within(one);
  else if ('product' in expression) for (const one of expression.product) yield* within(one);
  else if ('list' in expression) for (const one of expression.list) yield* within(one);
  else if ('sha256' in expression) yield* within(expression.sha256);
  else if ('bytes' in expression) yield* within(expression.bytes);
  else if ('uuid' in expression) yield* within(expression.uuid);
  else if ('choose' in expression) {
    for (const { when, then } of expression.choose) {
      yield* readsOfCondition(when, part);
      yield* readsOf(then, part, isDeep, isReckoned);
    }
    if (expression.otherwise !== undefined) yield* readsOf(expression.otherwise, part, isDeep, isReckoned);
  } else if ('object' in expression) {
    const { object, each } = expression;
    for (const member of Object.values(object)) yield* readsOf(member, each === undefined ? part : `${each}/*`, isDeep, true);
    if (each !== undefined) yield { pointer: each, isDeep: false, isReckoned: true };
  }
}

function* readsOfCondition(condition: Condition, part: string): Generator<Read> {
  if ('not' in condition) yield* readsOfCondition(condition.not, part);
  else if ('all' in condition) for (const one of condition.all) yield* readsOfCondition(one, part);
  else if ('any' in condition) for (const one of condition.any) yield* readsOfCondition(one, part);
  else if ('present' in condition) yield* readsOf(condition.present, part, false, false);
  else if ('exists' in condition) for (const one of Object.values(condition.exists.where)) yield* readsOf(one, part, true, false);
  else {
    const sides = 'equal' in condition ? condition.equal : 'less' in condition ? condition.less : condition.atMost;
    for (const one of sides) yield* readsOf(one, part, true, false);
  }
}
