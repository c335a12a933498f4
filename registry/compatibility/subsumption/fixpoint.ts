import type { Allowance } from '../budget.ts';
import { type Goal, goalOf } from './goal.ts';
import type { Node, NodeTable } from './nodes.ts';
import { search, type Searching } from './search.ts';
import { NONE, type Status, TOO_LONG, unsure } from './status.ts';

const RANK = { none: 0, unsure: 1, found: 2 } as const;
const MAX_NESTED_RUNS = 8;

interface Entry {
  readonly goal: Goal;
  status: Status;
  isQueued: boolean;
  readonly dependents: Set<Entry>;
}

/**
 * Decides goals that depend on each other, cycles included, as a least fixpoint: each is taken for empty until a value is found, and then
 * all that asked for it are looked at again. What is still empty when nothing is left to look at is empty. Breadth first, so that values
 * are shallow. What was decided is kept.
 */
export class Fixpoint {
  readonly nodes: NodeTable;
  readonly declaredOnly: boolean;
  readonly #decided = new Map<string, Status>();
  readonly #scalars = new Map<string, Status>();
  readonly #pending = new Set<string>();
  readonly #allowance: Allowance;

  /** @param declaredOnly Does a sender send declared properties only? */
  constructor(nodes: NodeTable, declaredOnly: boolean, allowance: Allowance) {
    this.#allowance = allowance;
    this.nodes = nodes;
    this.declaredOnly = declaredOnly;
  }

  /** What one search is given, but for what it asks. */
  get searching(): Searching {
    return {
      nodes: this.nodes,
      declaredOnly: this.declaredOnly,
      ask: (goal) => this.solve(goal),
      decide: (goal) => this.#decide(goal),
      scalars: this.#scalars,
      step: () => this.#allowance.step(),
      areDisjoint: (one, other) => this.areDisjoint(one, other),
    };
  }

  /** How many goals were decided; for tests. */
  get size(): number {
    return this.#decided.size;
  }

  /** A value of the goal, none, or why that isn't known. */
  solve(goal: Goal): Status {
    const known = this.#decided.get(goal.key);
    if (known !== undefined) return known;
    this.#pending.add(goal.key);
    const status = this.#run(goal);
    this.#pending.delete(goal.key);
    return status;
  }

  #run(goal: Goal): Status {
    const entries = new Map<string, Entry>();
    const queue: Entry[] = [];
    const enter = (entered: Goal): Entry => {
      let entry = entries.get(entered.key);
      if (entry === undefined) {
        entry = { goal: entered, status: NONE, isQueued: true, dependents: new Set() };
        entries.set(entered.key, entry);
        queue.push(entry);
      }
      return entry;
    };
    const root = enter(goal);
    let isSpent = false;
    for (let next = 0; next < queue.length && root.status.kind !== 'found'; next += 1) {
      if (!this.#allowance.step()) {
        isSpent = true;
        break;
      }
      const entry = queue[next]!;
      entry.isQueued = false;
      if (entry.status.kind === 'found') continue;
      const status = search(entry.goal, {
        ...this.searching,
        ask: (asked) => {
          const decided = this.#decided.get(asked.key);
          if (decided) return decided;
          const other = enter(asked);
          other.dependents.add(entry);
          return other.status;
        },
      });
      if (RANK[status.kind] <= RANK[entry.status.kind]) continue;
      entry.status = status;
      if (status.kind === 'found') this.#decided.set(entry.goal.key, status);
      for (const dependent of entry.dependents) {
        if (dependent.isQueued || dependent.status.kind === 'found') continue;
        dependent.isQueued = true;
        queue.push(dependent);
      }
    }
    if (isSpent) return root.status.kind === 'found' ? root.status : unsure(this.#allowance.spent ?? TOO_LONG);
    if (root.status.kind !== 'found') for (const entry of entries.values()) this.#decided.set(entry.goal.key, entry.status);
    return root.status;
  }

  /** Is it certain that no value is accepted by both? */
  areDisjoint(one: Node, other: Node): boolean {
    return this.#decide(goalOf([], [one, other], []))?.kind === 'none';
  }

  /** Decides a goal apart from what is under way; undefined when it is itself under way, or too many are. */
  #decide(goal: Goal): Status | undefined {
    const known = this.#decided.get(goal.key);
    if (known !== undefined) return known;
    if (this.#pending.has(goal.key) || this.#pending.size >= MAX_NESTED_RUNS) return undefined;
    return this.solve(goal);
  }
}
