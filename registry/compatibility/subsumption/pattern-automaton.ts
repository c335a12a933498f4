import { CharSet, JS, type NoParent, type Node as RefaNode } from 'refa';

/** A finite automaton over code points, that can be asked step by step. States are numbers; transitions of a state are disjoint. */
export interface Automaton {
  readonly start: number;
  /** Does a text that ends here belong to the language? */
  accepts(state: number): boolean;
  /** Where characters lead; characters in none of the sets lead to no text of the language. */
  transitions(state: number): readonly (readonly [characters: CharSet, state: number])[];
  /** At most how many more states it may have. */
  readonly size: number;
}

/** The greatest code point. */
export const MAX_CHARACTER = 0x10ffff;

/** Every character. */
export const ALL_CHARACTERS = CharSet.all(MAX_CHARACTER);

const SURROGATES = { min: 0xd800, max: 0xdfff };
const ASTRAL = { min: 0x1_0000, max: MAX_CHARACTER };
const MAX_STATES = 4000;
const MAX_SUBSETS = 3000;

/** An automaton has more states than are worth building. */
export class AutomatonTooLarge extends Error {
  override readonly name = 'AutomatonTooLarge';
}

/** A state before subsets are made: where it leads without a character, at the start only, at the end only, and by characters. */
interface LooseState {
  readonly free: number[];
  readonly atStart: number[];
  readonly atEnd: number[];
  readonly moves: (readonly [characters: CharSet, state: number])[];
}

/** How parts that are no regular language are read: as if they were always true, or never. */
export type Reading = 'over' | 'under';

/** The language of a pattern read in one way; `exact` when nothing had to be guessed. */
export interface PatternReading {
  readonly automaton: Automaton;
  readonly exact: boolean;
  /** Without the u flag, a character beyond U+FFFF counts as two: where the pattern can see that, the automaton is wrong about such texts. */
  readonly isAboutUnits: boolean;
}

/**
 * The texts in which a regular expression matches somewhere, with `^` and `$` as they are meant. Lookarounds, word boundaries and
 * backreferences are read as always true (`over`: a superset) or never (`under`: a subset).
 *
 * @throws AutomatonTooLarge, and SyntaxError when it is no regular expression.
 */
export function readPattern(source: string, flags: string, reading: Reading): PatternReading {
  const parser = JS.Parser.fromLiteral({ source, flags });
  const { expression } = parser.parse({ assertions: 'unknown', backreferences: 'unknown', maxBackreferenceWords: 0, maxNodes: 20_000 });
  const states: LooseState[] = [];
  let exact = true;
  let isAboutUnits = false;

  const addState = (): number => {
    if (states.length >= MAX_STATES) throw new AutomatonTooLarge(`/${source}/ needs more than ${MAX_STATES} states`);
    states.push({ free: [], atStart: [], atEnd: [], moves: [] });
    return states.length - 1;
  };

  const widen = (set: CharSet): CharSet => {
    if (set.maximum === MAX_CHARACTER) return set;
    const wide = set.resize(MAX_CHARACTER);
    if (wide.isDisjointWith(SURROGATES)) return wide;
    isAboutUnits = true;
    return wide.isSupersetOf(SURROGATES) ? wide.union([ASTRAL]) : wide;
  };

  /** Adds the states of a part, from one state; returns the state after it. */
  function add(node: NoParent<RefaNode>, from: number): number {
    switch (node.type) {
      case 'Expression':
      case 'Alternation': {
        const end = addState();
        for (const alternative of node.alternatives) states[add(alternative, from)]!.free.push(end);
        return end;
      }
      case 'Concatenation':
        return node.elements.reduce((state, element) => add(element, state), from);
      case 'CharacterClass': {
        const end = addState();
        const characters = widen(node.characters);
        if (!characters.isEmpty) states[from]!.moves.push([characters, end]);
        return end;
      }
      case 'Quantifier':
        return addQuantifier(node, from);
      case 'Assertion':
      case 'Unknown':
        return addUnknown(node.type === 'Unknown' ? node.id : '', from);
    }
  }

  function addQuantifier(node: Extract<NoParent<RefaNode>, { type: 'Quantifier' }>, from: number): number {
    const once = (state: number): number => {
      const end = addState();
      for (const alternative of node.alternatives) {
        const start = addState();
        states[state]!.free.push(start);
        states[add(alternative, start)]!.free.push(end);
      }
      return end;
    };
    let state = from;
    for (let count = 0; count < node.min; count += 1) state = once(state);
    const end = addState();
    if (node.max === Number.POSITIVE_INFINITY) {
      const loop = addState();
      states[state]!.free.push(loop);
      states[once(loop)]!.free.push(loop);
      states[loop]!.free.push(end);
      return end;
    }
    states[state]!.free.push(end);
    for (let count = node.min; count < node.max; count += 1) {
      state = once(state);
      states[state]!.free.push(end);
    }
    return end;
  }

  function addUnknown(id: string, from: number): number {
    const end = addState();
    if (id === '^') states[from]!.atStart.push(end);
    else if (id === '$') states[from]!.atEnd.push(end);
    else {
      exact = false;
      const isBackreference = /^\\(?:\d|k)/.test(id);
      if (reading === 'over') {
        states[from]!.free.push(end);
        if (isBackreference) states[end]!.moves.push([ALL_CHARACTERS, end]);
      }
    }
    return end;
  }

  const start = addState();
  states[start]!.moves.push([ALL_CHARACTERS, start]);
  const first = addState();
  states[start]!.free.push(first);
  const last = add(expression, first);
  states[last]!.moves.push([ALL_CHARACTERS, last]);
  return { automaton: determine(states, start, last, source), exact, isAboutUnits };
}

/** Subset construction, a state at a time as it is asked for. */
function determine(states: readonly LooseState[], start: number, last: number, source: string): Automaton {
  const live = statesThatReach(states, last);
  const subsets: { readonly members: readonly number[]; readonly isFirst: boolean }[] = [];
  const known = new Map<string, number>();
  const memory = new Map<number, readonly (readonly [CharSet, number])[]>();
  const endings = new Map<number, boolean>();

  function identify(members: ReadonlySet<number>, isFirst: boolean): number {
    const kept = members.has(last) ? [last] : [...members].filter((state) => isFirst || live.has(state)).sort((one, other) => one - other);
    const key = `${isFirst ? '^' : ''}${kept.join(',')}`;
    let id = known.get(key);
    if (id === undefined) {
      if (subsets.length >= MAX_SUBSETS) throw new AutomatonTooLarge(`/${source}/ needs more than ${MAX_SUBSETS} states`);
      id = subsets.length;
      known.set(key, id);
      subsets.push({ members: kept, isFirst });
    }
    return id;
  }

  function close(members: Iterable<number>, atStart: boolean, atEnd: boolean): Set<number> {
    const closed = new Set(members);
    for (const state of closed) {
      const { free, atStart: starts, atEnd: ends } = states[state]!;
      for (const next of free) closed.add(next);
      if (atStart) for (const next of starts) closed.add(next);
      if (atEnd) for (const next of ends) closed.add(next);
    }
    return closed;
  }

  const begin = identify(close([start], true, false), true);
  return {
    start: begin,
    size: states.length,
    accepts(id) {
      let ending = endings.get(id);
      if (ending === undefined) {
        const { members, isFirst } = subsets[id]!;
        ending = close(members, isFirst, true).has(last);
        endings.set(id, ending);
      }
      return ending;
    },
    transitions(id) {
      let moves = memory.get(id);
      if (moves === undefined) {
        const all = subsets[id]!.members.flatMap((state) => states[state]!.moves);
        moves = splitMoves(all).map(([characters, targets]) => [characters, identify(close(targets, false, false), false)] as const);
        moves = moves.filter(([, target]) => subsets[target]!.members.length > 0);
        memory.set(id, moves);
      }
      return moves;
    },
  };
}

/** The states from which the last can be reached after the first character. */
function statesThatReach(states: readonly LooseState[], last: number): ReadonlySet<number> {
  const before = new Map<number, number[]>();
  const link = (from: number, to: number): void => {
    const list = before.get(to);
    if (list) list.push(from);
    else before.set(to, [from]);
  };
  for (const [from, { free, atEnd, moves }] of states.entries()) {
    for (const to of free) link(from, to);
    for (const to of atEnd) link(from, to);
    for (const [, to] of moves) link(from, to);
  }
  const reached = new Set([last]);
  for (const state of reached) for (const from of before.get(state) ?? []) reached.add(from);
  return reached;
}

function splitMoves(moves: readonly (readonly [CharSet, number])[]): readonly (readonly [CharSet, ReadonlySet<number>])[] {
  let parts: (readonly [CharSet, ReadonlySet<number>])[] = [];
  for (const [characters, target] of moves) {
    let rest = characters;
    const next: (readonly [CharSet, ReadonlySet<number>])[] = [];
    for (const [set, targets] of parts) {
      const common = set.intersect(rest);
      if (common.isEmpty) {
        next.push([set, targets]);
        continue;
      }
      next.push([common, new Set([...targets, target])]);
      const left = set.without(common);
      if (!left.isEmpty) next.push([left, targets]);
      rest = rest.without(common);
    }
    if (!rest.isEmpty) next.push([rest, new Set([target])]);
    parts = next;
  }
  return parts;
}

/** The language of some texts. */
export function automatonOf(texts: Iterable<string>): Automaton {
  const nodes: { ends: boolean; readonly next: Map<number, number> }[] = [{ ends: false, next: new Map() }];
  for (const text of texts) {
    let state = 0;
    for (const character of text) {
      const code = character.codePointAt(0)!;
      let target = nodes[state]!.next.get(code);
      if (target === undefined) {
        target = nodes.length;
        nodes.push({ ends: false, next: new Map() });
        nodes[state]!.next.set(code, target);
      }
      state = target;
    }
    nodes[state]!.ends = true;
  }
  return {
    start: 0,
    size: nodes.length,
    accepts: (state) => nodes[state]!.ends,
    transitions: (state) => [...nodes[state]!.next].map(([code, target]) => [CharSet.fromCharacter(MAX_CHARACTER, code), target] as const),
  };
}
