import { Branch, type Choice } from './branch.ts';
import { holds } from './evaluate.ts';
import { type Goal, goalOf, literalsOf } from './goal.ts';
import { maskOf, VALUE_TYPES, type ValueType } from './json-value.ts';
import type { Literal } from './literal.ts';
import { typesOf } from './node-facts.ts';
import type { Node, NodeTable } from './nodes.ts';
import { solveArray } from './solve-array.ts';
import { solveNumber } from './solve-number.ts';
import { type Ask, type Descent, solveObject } from './solve-object.ts';
import { solveText } from './solve-text.ts';
import { either, found, NONE, type Status, TOO_LONG, unsure } from './status.ts';

/** What a search needs from outside. */
export interface Searching {
  readonly nodes: NodeTable;
  /** Does a sender send declared properties only? */
  readonly declaredOnly: boolean;
  /** What is known of other goals. */
  readonly ask: Ask;
  /**
   * Decides a goal for the same value, at once. What `ask` says may still change, and so must only be used of smaller values: two goals for
   * the same value that wait for each other would both be taken for empty. Undefined when that isn't possible now.
   */
  decide(goal: Goal): Status | undefined;
  /** What was found of numbers and texts, by what is asked of them. */
  readonly scalars: Map<string, Status>;
  /** Takes a step of what is allowed; false when nothing is left. */
  step(): boolean;
  /** Is there no value that both formulas accept? False when that isn't known. */
  areDisjoint(one: Node, other: Node): boolean;
}

const MAX_LEAVES = 3000;

/** Looks for a value of a goal: one type at a time, one way of satisfying its alternatives at a time. */
export function search(goal: Goal, searching: Searching): Status {
  if (goal.refused.some((node) => node.kind === 'always' || goal.sent.includes(node) || goal.wanted.includes(node))) return NONE;
  const positive = [...goal.sent, ...goal.wanted];
  const types = positive.reduce((mask, node) => mask & typesOf(node), maskOfAll());
  const budget = { leaves: 0 };
  let status: Status = NONE;
  for (const type of VALUE_TYPES) {
    if ((types & maskOf(type)) === 0) continue;
    const branch = new Branch({ ...searching, type });
    if (!branch.take(literalsOf(goal))) continue;
    status = either(status, explore(branch, goal, searching, budget));
    if (status.kind === 'found') return status;
  }
  return status;
}

function maskOfAll(): number {
  return VALUE_TYPES.reduce((mask, type) => mask | maskOf(type), 0);
}

/** Is the value one of the goal's? The profile's limits on what is sent aside. */
export function satisfies({ sent, wanted, refused }: Goal, value: unknown): boolean {
  return (
    sent.every((node) => holds(node, value)) && wanted.every((node) => holds(node, value)) && !refused.some((node) => holds(node, value))
  );
}

function explore(branch: Branch, goal: Goal, searching: Searching, budget: { leaves: number }): Status {
  if (!searching.step()) return unsure(TOO_LONG);
  if (!branch.propagate()) return NONE;
  if (branch.candidates) return solveListed(branch, goal);
  if (branch.choices.length === 0) {
    budget.leaves += 1;
    if (budget.leaves > MAX_LEAVES) return unsure('there are too many alternatives');
    return verified(solveLeaf(branch.type, branch.literals, branch.excluded, searching), branch, goal);
  }
  let choice = nextChoice(branch.choices);
  if (branch.choices.length > 1 && !leavesDeclaredOpen(branch, searching)) {
    const relaxed = solveLeaf(branch.type, branch.literals, branch.excluded, searching);
    if (relaxed.kind === 'none') return NONE;
    if (relaxed.kind === 'found') {
      if (satisfies(goal, relaxed.value)) return relaxed;
      const unmet = branch.choices.filter((each) => !meets(each, relaxed.value));
      if (unmet.length > 0) choice = nextChoice(unmet);
      const shortcut = tryOneRefusal(branch, unmet, goal, searching);
      if (shortcut) return shortcut;
    }
  }
  let status: Status = NONE;
  for (const option of choice.options) {
    const next = branch.fork();
    next.choices = branch.choices.filter((other) => other !== choice);
    if (!next.take(option)) continue;
    status = either(status, explore(next, goal, searching, budget));
    if (status.kind === 'found' || budget.leaves > MAX_LEAVES) break;
  }
  return budget.leaves > MAX_LEAVES ? either(status, unsure('there are too many alternatives')) : status;
}

/** Does what a sender declares still depend on a choice? Then a value that is found without choosing may be too much or too little. */
function leavesDeclaredOpen({ type, choices }: Branch, { declaredOnly }: Searching): boolean {
  return declaredOnly && type === 'object' && choices.some(({ from }) => from.sent);
}

/** Is one of the options true of a value? */
function meets({ options }: Choice, value: unknown): boolean {
  return options.some((option) => option.every(({ node, sign }) => holds(node, value) === sign));
}

/** The choice to try next: what must hold before what must not, few options before many. */
export function nextChoice(choices: readonly Choice[]): Choice {
  return choices.reduce((best, choice) => {
    if (best.from.sign !== choice.from.sign) return best.from.sign ? best : choice;
    return choice.options.length < best.options.length ? choice : best;
  });
}

/**
 * When several formulas are refused, often one of them alone cannot be: then nothing else need be looked at.
 *
 * @param unmet The choices among which such a one may be.
 */
function tryOneRefusal(branch: Branch, unmet: readonly Choice[], goal: Goal, searching: Searching): Status | undefined {
  const taken = branch.asserted.filter(({ sign }) => sign);
  const sent = taken.filter((literal) => literal.sent).map(({ node }) => node);
  const wanted = [searching.nodes.types(maskOf(branch.type)), ...taken.filter((literal) => !literal.sent).map(({ node }) => node)];
  for (const { from } of unmet) {
    if (from.sign) continue;
    const one = goalOf(sent, wanted, [from.node]);
    if (one.key === goal.key) continue;
    const status = searching.decide(one);
    if (status?.kind === 'none') return NONE;
    if (status?.kind === 'found' && satisfies(goal, status.value)) return status;
  }
  return undefined;
}

function solveListed(branch: Branch, goal: Goal): Status {
  const values = [...branch.candidates!.values()];
  const hidden = new Set(branch.literals.flatMap(({ node, sign, sent }) => (node.kind === 'unsent' && sign && sent ? node.names : [])));
  const value = values.find((candidate) => satisfies(goal, candidate) && !Object.keys(Object(candidate)).some((name) => hidden.has(name)));
  return value === undefined ? NONE : found(value);
}

/** Solves a branch without alternatives. */
export function solveLeaf(
  type: ValueType,
  literals: readonly Literal[],
  excluded: readonly unknown[],
  searching: Searching,
  onDescent?: (descents: readonly Descent[]) => void,
): Status {
  switch (type) {
    case 'null':
      return excluded.length > 0 ? NONE : found(null);
    case 'boolean': {
      const value = [true, false].find((candidate) => !excluded.includes(candidate));
      return value === undefined ? NONE : found(value);
    }
    case 'number':
      return remembered(() => solveNumber(literals, new Set(excluded as readonly number[])));
    case 'string':
      return remembered(() => solveText(literals, new Set(excluded as readonly string[])));
    case 'array':
      return solveArray(literals, { ...searching, ...(onDescent && { onDescent }) });
    case 'object':
      return solveObject(literals, { ...searching, ...(onDescent && { onDescent }) });
  }

  /** The same few limits stand in most schemas. */
  function remembered(solve: () => Status): Status {
    const signed = literals.map(({ node, sign }) => (sign ? node.id : -1 - node.id)).sort((one, other) => one - other);
    const key = JSON.stringify([type, signed, excluded]);
    const status = searching.scalars.get(key) ?? solve();
    searching.scalars.set(key, status);
    return status;
  }
}

/** Where something was left out of account, a value counts only when it is one of the goal's after all. */
function verified(status: Status, branch: Branch, goal: Goal): Status {
  if (branch.doubt === undefined || status.kind !== 'found' || satisfies(goal, status.value)) return status;
  return unsure(branch.doubt.reason);
}
