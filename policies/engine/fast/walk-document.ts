import type { FilterTest } from './parse-filter.ts';
import { type PathState, createPathAutomaton } from './path-automaton.ts';
import type { PathStep } from './parse-json-path.ts';

/** An expression, and what to do at each node that it finds. */
export interface Visit {
  readonly steps: readonly PathStep[];
  /**
   * Called with the value, and the way to it in an array that the walk goes on to change.
   *
   * @returns whether the same value at another place, reached through the same state, needs no visit
   */
  readonly onMatch: (value: unknown, path: readonly (string | number)[]) => boolean;
}

/** Steps to a region whose inside is told apart from its outside, for visits that judge by where they are. */
export type Region = readonly PathStep[];

const NOTHING: FilterTest = () => false;

/**
 * Visits what each expression finds in a document, depth first, in the order of nimma. A resolved document holds the same object in
 * many places: below an object where every visit said that it needs no other, the walk does not go a second time.
 */
export function walkDocument(document: unknown, visits: readonly Visit[], regions: readonly Region[]): void {
  for (const { steps, onMatch } of visits) if (steps.length === 0) onMatch(document, []);
  if (!isObject(document)) return;
  const never: PathStep = { isDeep: true, test: NOTHING };
  const start = createPathAutomaton([...visits.map(({ steps }) => steps), ...regions.map((region) => [...region, never])]);
  const settled = new WeakMap<object, Set<number>>();
  const path: (string | number)[] = [];

  function enter(key: string | number, value: unknown, state: PathState): boolean {
    const { state: next, matches } = state.enter(key, value);
    if (matches.length === 0 && !(next.isAlive && isObject(value))) return true;
    path.push(key);
    let isSettled = true;
    for (const { expression, filter } of matches) {
      const visit = visits[expression];
      if (visit && (!filter || filter(value, key)) && !visit.onMatch(value, path)) isSettled = false;
    }
    if (next.isAlive && isObject(value) && !descend(value, next)) isSettled = false;
    path.pop();
    return isSettled;
  }

  function descend(node: object, state: PathState): boolean {
    const known = settled.get(node);
    if (known?.has(state.id)) return true;
    let isSettled = true;
    if (Array.isArray(node)) {
      for (let index = 0; index < node.length; index++) if (!enter(index, node[index], state)) isSettled = false;
    } else {
      for (const key of Object.keys(node)) if (!enter(key, (node as Record<string, unknown>)[key], state)) isSettled = false;
    }
    if (isSettled) settled.set(node, (known ?? new Set()).add(state.id));
    return isSettled;
  }

  if (start.isAlive) descend(document, start);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
