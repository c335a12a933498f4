import type { FilterTest } from './parse-filter.ts';
import type { PathStep } from './parse-json-path.ts';

/** An expression that a child of a node matches, unless its filter says no. */
export interface Match {
  /** Index of the expression, as they were given. */
  readonly expression: number;
  readonly filter: FilterTest | undefined;
}

/** What going from a node to one of its children leads to. */
export interface Transition {
  readonly state: PathState;
  /** In the order of the expressions. */
  readonly matches: readonly Match[];
}

/** How far each expression has come at a node: all that the way to the node says about what may match below it. */
export interface PathState {
  /** Small number, for sets of states. */
  readonly id: number;
  /** False when nothing below can match any more. */
  readonly isAlive: boolean;
  /** To the child of this name or index, which has this value. */
  enter(key: string | number, value: unknown): Transition;
}

/**
 * Follows many JSONPath expressions at once down a tree. States are made when they are first reached.
 *
 * @returns the state at the root, whose own match (`$`) is for the caller
 */
export function createPathAutomaton(expressions: readonly (readonly PathStep[])[]): PathState {
  const states = new Map<string, PathState>();
  const names = new Set(expressions.flat().flatMap(({ test }) => (test instanceof Set ? [...test] : [])));

  /** `reached`: pairs of an expression and how many of its steps are done, sorted. */
  function stateOf(reached: readonly (readonly [number, number])[]): PathState {
    const key = reached.join(';');
    const known = states.get(key);
    if (known) return known;
    const inner = reached.flatMap(([expression, done]) => {
      const test = expressions[expression]![done]!.test;
      return typeof test === 'function' && done < expressions[expression]!.length - 1 ? [test] : [];
    });
    const transitions = new Map<string | undefined, Transition>();
    const state: PathState = {
      id: states.size,
      isAlive: reached.length > 0,
      enter(name, value) {
        const relevant = typeof name === 'string' && names.has(name) ? name : undefined;
        const holding = inner.filter((filter) => filter(value, name));
        const transitionKey =
          inner.length === 0 ? relevant : `${holding.map((filter) => inner.indexOf(filter)).join()} ${relevant ?? '\0'}`;
        const existing = transitions.get(transitionKey);
        if (existing) return existing;
        const made = makeTransition(reached, relevant, holding);
        transitions.set(transitionKey, made);
        return made;
      },
    };
    states.set(key, state);
    return state;
  }

  function makeTransition(
    reached: readonly (readonly [number, number])[],
    name: string | undefined,
    holding: readonly FilterTest[],
  ): Transition {
    const next = new Map<string, readonly [number, number]>();
    const matches = new Map<number, Match>();
    for (const [expression, done] of reached) {
      const steps = expressions[expression]!;
      const { isDeep, test } = steps[done]!;
      if (isDeep) next.set(`${expression},${done}`, [expression, done]);
      const isLast = done === steps.length - 1;
      if (isLast && typeof test === 'function') matches.set(expression, { expression, filter: test });
      else if (typeof test === 'function' ? holding.includes(test) : test === '*' || (name !== undefined && test.has(name))) {
        if (isLast) matches.set(expression, { expression, filter: undefined });
        else next.set(`${expression},${done + 1}`, [expression, done + 1]);
      }
    }
    return { state: stateOf([...next.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])), matches: [...matches.values()] };
  }

  return stateOf(expressions.flatMap((steps, expression) => (steps.length === 0 ? [] : [[expression, 0] as const])));
}
