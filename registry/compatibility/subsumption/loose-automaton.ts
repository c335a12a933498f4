import type { CharSet } from 'refa';
import type { Automaton } from './automaton.ts';

/** An automaton before subsets are made. */
export interface LooseAutomaton {
  readonly states: readonly LooseState[];
  readonly start: number;
  /** For each lookbehind, the texts that end with what it looks for. */
  readonly behinds: readonly Automaton[];
  /** The states from which an end can be reached after the first character. */
  readonly live: ReadonlySet<number>;
}

/** Where a state leads without a character, at the start only, at the end only, if a lookaround agrees, and by characters. */
export interface LooseState {
  readonly free: number[];
  readonly atStart: number[];
  readonly atEnd: number[];
  readonly asking: LooseAssertion[];
  readonly moves: (readonly [characters: CharSet, state: number])[];
  /** Is it an end: of texts that end here, or whatever follows? */
  end: 'here' | 'anywhere' | undefined;
}

/** A lookaround on the way to a state. */
export interface LooseAssertion {
  readonly kind: 'ahead' | 'behind';
  readonly negate: boolean;
  /** Of a lookahead the state that it starts in, of a lookbehind its number. */
  readonly index: number;
  readonly next: number;
}

/** The states from which an end can be reached after the first character. */
export function statesThatReachAnEnd(states: readonly LooseState[]): ReadonlySet<number> {
  const before = new Map<number, number[]>();
  const link = (from: number, to: number): void => {
    const list = before.get(to);
    if (list) list.push(from);
    else before.set(to, [from]);
  };
  for (const [from, { free, atEnd, asking, moves }] of states.entries()) {
    for (const to of free) link(from, to);
    for (const to of atEnd) link(from, to);
    for (const { next } of asking) link(from, next);
    for (const [, to] of moves) link(from, to);
  }
  const reached = new Set([...states.keys()].filter((state) => states[state]!.end !== undefined));
  for (const state of reached) for (const from of before.get(state) ?? []) reached.add(from);
  return reached;
}
